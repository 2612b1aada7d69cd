FROM python:3.12-slim AS build
COPY . /source
RUN python -m venv /opt/citebot && /opt/citebot/bin/pip install --no-cache-dir /source

FROM python:3.12-slim
COPY --from=build /opt/citebot /opt/citebot
RUN useradd --uid 1000 --create-home citebot && install -d -o citebot /home/citebot/home
USER citebot
VOLUME /home/citebot/home
ENV CITEBOT_HOME=/home/citebot/home PYTHONUNBUFFERED=1
# SIGTERM lets the bot finish its answers.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/citebot/bin/citebot"]
CMD ["run"]
