"""screening: channels, quotas, quality"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import workbench.storage.tables.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_questionnaires_and_channels()
    _make_quotas_and_personal_links()
    _add_columns()


def _make_questionnaires_and_channels() -> None:
    op.create_table(
        "form_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("created_at", workbench.storage.tables.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("form_templates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_templates_user_id"), ["user_id"], unique=False)

    op.create_table(
        "channels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("closed_at", workbench.storage.tables.base.Moment(timezone=True), nullable=True),
        sa.Column("created_at", workbench.storage.tables.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("form_id", "name"),
        sa.UniqueConstraint("token"),
    )
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_channels_form_id"), ["form_id"], unique=False)

    op.create_table(
        "form_openings",
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Integer(), nullable=False),
        sa.Column("day", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("form_id", "channel", "day"),
    )


def _make_quotas_and_personal_links() -> None:
    op.create_table(
        "quota_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("cell", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("created_at", workbench.storage.tables.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("form_id", "cell", "participant_id"),
    )
    with op.batch_alter_table("quota_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quota_places_form_id"), ["form_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_quota_places_participant_id"), ["participant_id"], unique=False)

    op.create_table(
        "personal_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", workbench.storage.tables.base.Moment(timezone=True), nullable=True),
        sa.Column("created_at", workbench.storage.tables.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("personal_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_personal_links_form_id"), ["form_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_personal_links_submission_id"), ["submission_id"], unique=False)


def _add_columns() -> None:
    with op.batch_alter_table("forms", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opens_at", workbench.storage.tables.base.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closes_at", workbench.storage.tables.base.Moment(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("one_answer", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("share", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("picture", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("excluded_at", workbench.storage.tables.base.Moment(timezone=True), nullable=True)
        )
        batch_op.add_column(
            sa.Column("excluded_for", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )

    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("seed", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("shown", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("trail", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("pasted", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(
            sa.Column("contact_hash", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("score", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("score_parts", sa.JSON(), server_default="[]", nullable=False))
        batch_op.create_index(batch_op.f("ix_submissions_contact_hash"), ["contact_hash"], unique=False)
