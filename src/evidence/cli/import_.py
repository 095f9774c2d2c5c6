"""Take data of others into the workspace.

\b
Example:
  evidence import studies rows.csv --propose > rows.toml
"""

from __future__ import annotations

import click

from evidence.cli.import_studies import studies


@click.group(help=__doc__)
def cli() -> None:  # noqa: D103
    pass


cli.add_command(studies)
