"""Alembic's door: runs over the connection that `Database.upgrade` holds."""

from alembic import context
from sqlmodel import SQLModel

import store.models
import store.models_digests
import store.models_keeping

assert store.models_keeping  # the tables are declared by importing them

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
