"""Alembic's entry: runs the migrations on the engine that it was given."""

from __future__ import annotations

from alembic import context

from data import tables

engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=tables.base.Table.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
