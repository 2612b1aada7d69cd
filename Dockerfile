# Three stages, so that what is pinned is fetched again only when a version changes.
FROM python:3.12-slim AS pinned
RUN python -m venv /opt/citebot
COPY requirements/run.txt /tmp/run.txt
RUN /opt/citebot/bin/pip install --no-cache-dir --require-hashes --requirement /tmp/run.txt

FROM pinned AS installed
COPY . /source
# Such as “postgresql”, or “postgresql,milvus”; nothing more by default.
ARG EXTRAS=
RUN /opt/citebot/bin/pip install --no-cache-dir --no-deps /source \
    && if [ -n "$EXTRAS" ]; then /opt/citebot/bin/pip install --no-cache-dir "citebot[$EXTRAS] @ file:///source"; fi \
    && /opt/citebot/bin/pip uninstall --yes pip

FROM python:3.12-slim
RUN useradd --uid 1000 --create-home citebot && install --directory --owner citebot /home/citebot/home
COPY --from=installed /opt/citebot /opt/citebot
USER citebot
VOLUME /home/citebot/home
ENV CITEBOT_HOME=/home/citebot/home PYTHONUNBUFFERED=1
# The first reading of many documents takes its time.
HEALTHCHECK --interval=1m --timeout=20s --start-period=15m CMD ["/opt/citebot/bin/citebot", "health"]
# SIGTERM lets the bot finish its answers.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/citebot/bin/citebot"]
CMD ["run"]
