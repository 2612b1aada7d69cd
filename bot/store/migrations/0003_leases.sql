-- Updates are shared by replicas: which chat each belongs to, and which replica works on it until when.
ALTER TABLE updates ADD COLUMN chat_id BIGINT;
ALTER TABLE updates ADD COLUMN holder TEXT;  -- the replica that works on it
ALTER TABLE updates ADD COLUMN held_until TIMESTAMPTZ;  -- until then nobody else takes it; without a holder, nobody at all

CREATE INDEX updates_under_way ON updates (chat_id, update_id) WHERE standing IN ('pending', 'answering');
CREATE INDEX updates_waiting ON updates (update_id) WHERE standing = 'pending';

-- What may still be sent to Telegram: for all chats together, and for each group.
CREATE UNLOGGED TABLE allowance (
    name TEXT COLLATE "C" PRIMARY KEY,
    next_at TIMESTAMPTZ NOT NULL  -- when the next message would be due if they left evenly; see allowances.py
);
