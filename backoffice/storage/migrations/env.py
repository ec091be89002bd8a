"""What alembic runs: the migrations, on the connection it is handed, in one transaction."""

from alembic import context

from backoffice.storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    on_version_apply=context.config.attributes.get("applied", ()),
)
with context.begin_transaction():
    context.run_migrations()
