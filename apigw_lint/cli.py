"""The command line: words into a request, a report and an exit code out."""

from __future__ import annotations

from typing import Any

import click

from apigw_lint import __version__
from apigw_lint.leave import leave
from apigw_lint.request import FAIL_ON


class Fallback(click.Group):
    """A group whose first word may be left out: `apigw-lint template.yaml` is `apigw-lint check template.yaml`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if first not in (*self.commands, "--help", "-h", "--version"):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Fallback, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="apigw-lint")
def command() -> None:
    """Read Amazon API Gateway configuration the way API Gateway will.

    `apigw-lint [check] PATHS` judges OpenAPI documents, CloudFormation and SAM templates and resource policies.
    """


@command.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format", "format_", metavar="FORMAT", help="What is written to the console: text, json, sarif, github ..."
)
@click.option(
    "--output", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Also write a report to a file; repeatable."
)
@click.option("--select", multiple=True, metavar="SELECTOR", help="Run only these rules, themes or other tools' ids.")
@click.option("--ignore", multiple=True, metavar="SELECTOR", help="Leave these rules out.")
@click.option("--profile", type=click.Choice(["default", "strict"]), help="Which rules run when none are selected.")
@click.option("--preview", is_flag=True, default=None, help="Run rules in preview too.")
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="The least severity that makes the exit code 1 (default: error)."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--rules", "shelves", multiple=True, metavar="DIR", help="A folder of rule pages of your own.")
@click.option("--region", "regions", multiple=True, metavar="REGION", help="The Region deployed to; repeatable.")
@click.option("--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A template parameter's value.")
@click.option(
    "--parameter-file", "parameter_files", multiple=True, metavar="FILE", help="Values as the AWS CLI or SAM take them."
)
@click.option(
    "--validate", is_flag=True, help="Ask cfn-lint and openapi-spec-validator too, or those that the settings name."
)
@click.option("--stdin-filename", metavar="PATH", help="Judge standard input as the file of this name.")
@click.option("--baseline", metavar="FILE", help="Report only what this baseline does not know.")
@click.option("--baseline-commit", metavar="REV", help="Report only what was not found at this commit already.")
@click.option(
    "--add-ignore", metavar="REASON", help="Write an ignore for every finding into its file, with this reason."
)
@click.option("--fix", is_flag=True, help="Fix what can be fixed without a change to anything that works today.")
@click.option("--unsafe-fixes", is_flag=True, help="Also fix what changes what is deployed, or is only likely meant.")
@click.option("--diff", is_flag=True, help="Show what would be fixed, and write nothing.")
@click.option(
    "--sarif-category", metavar="NAME", help="The category of a SARIF report, for several runs over one commit."
)
@click.option("--show-suppressed", is_flag=True, help="List ignored findings too.")
@click.option("--show-undetermined", is_flag=True, help="Say which rules could not be decided, and how often.")
@click.option("--statistics", is_flag=True, help="Count findings by rule, and files that are passed over.")
def check(**words: Any) -> None:
    """Judge files and folders (the working directory if none is named)."""
    from apigw_lint.check import check as judge
    from apigw_lint.request import Request

    leave(judge, Request(**words))


@command.command()
@click.argument("action", type=click.Choice(["create", "update", "prune"]))
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--baseline", metavar="FILE", help="The file (default: apigw-lint-baseline.json).")
@click.option("--profile", type=click.Choice(["default", "strict"]), help="Which rules run.")
@click.option("--preview", is_flag=True, default=None, help="Run rules in preview too.")
def baseline(action: str, **words: Any) -> None:
    """Take note of what is found now: create a baseline, update it, or prune what is mended."""
    from apigw_lint import record
    from apigw_lint.request import Request

    leave(getattr(record, action), Request(**words))


@command.command()
@click.argument("path", metavar="FILE", type=click.Path())
@click.option(
    "--ask",
    "asks",
    multiple=True,
    metavar="REQUEST",
    help="Decide a request: 'GET /orders from vpce-1 as arn:aws:iam::111122223333:role/x', or `on` a stage; repeatable.",
)
@click.option(
    "--endpoint-type",
    type=click.Choice(["private", "regional", "edge"]),
    help="The endpoint type of the API, where the file does not say it.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def policy(path: str, form: str, asks: tuple[str, ...], endpoint_type: str | None) -> None:
    """Show whom the resource policies of a file let in, and from where, with a request for each answer."""
    from apigw_lint.inquire import run

    leave(run.policy, path, form, asks, endpoint_type)


@command.command()
@click.argument("name")
def explain(name: str) -> None:
    """Show the page of a rule."""
    from apigw_lint.rulebook import commands

    leave(commands.explain, name)


@command.group(invoke_without_command=True)
@click.option("--controls", is_flag=True, help="The matrix of other tools' controls and our rules.")
@click.pass_context
def rules(ctx: click.Context, controls: bool) -> None:
    """List the rules."""
    if ctx.invoked_subcommand is None:
        from apigw_lint.rulebook import commands

        leave(commands.controls if controls else commands.listing)


@rules.command("new")
@click.argument("name", metavar="THEME/NAME")
@click.option("--dir", "folder", default="rules", show_default=True, help="The folder of your rules.")
def rules_new(name: str, folder: str) -> None:
    """Write the page of a new rule."""
    from apigw_lint.rulebook import commands

    leave(commands.new, name, folder)


@rules.command("test")
@click.argument("folder", required=False)
def rules_test(folder: str | None) -> None:
    """Try every example of the pages in a folder (of the built-in ones if none is named)."""
    from apigw_lint.lint import lint_texts
    from apigw_lint.rulebook import commands

    leave(commands.test, folder, lint_texts)


@command.command()
def schema() -> None:
    """Print the JSON Schema of the extensions in OpenAPI documents, for editors."""
    from apigw_lint.validators import extensions

    leave(extensions.text)


@command.command()
def init() -> None:
    """Write a settings file, `apigw-lint.toml`, into the working directory."""
    from apigw_lint.settings import begin

    leave(begin.write)
