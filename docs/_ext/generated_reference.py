"""Write the tables of the reference from what the package itself goes by.

``@@OPTIONS@@`` alone in a line becomes the table of options in ``conf.py``,
``@@DIRECTIVES@@`` that of all directives, ``@@DIRECTIVE:question@@`` that of the options of
one, ``@@ROLES@@`` that of the roles, ``@@BUNDLE:question@@`` that of a question in
``bundle.json`` (any part of the schema has its own; ``bundle`` is the whole),
``@@COMMANDS@@`` the commands, ``@@RECORD:Question@@`` the fields of a record.
"""

import argparse
import ast
import dataclasses
import json
import re

from faq_ext import bundle, cli, config, directives, listings, model, options

DATE = r"\d{4}-\d{2}-\d{2}"


def write_table(head, rows):
    """Return a Markdown table; a bar in a cell would end it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", r"\|").replace("\n", " ") for cell in line) + " |"
        for line in lines
    )


def write_options(_):
    """Return the options that ``config.py`` declares."""
    rows = []
    for option in dataclasses.fields(config.FaqConfig):
        default = config._default(option)
        if isinstance(default, dict):
            shown = ", ".join(f"`{word}`" for word in default) or "none"
        else:
            shown = f"`{default!r}`".replace("'", '"')
        rows.append([f"`faq_{option.name}`", shown, option.metadata["help"]])
    return write_table(["Option", "Default", "What it is"], rows)


def write_directives(_):
    """Return what each directive is for: the first sentence of its class."""
    rows = []
    for name, directive in directives.DIRECTIVES.items():
        said = directive.__doc__.partition("\n")[0].rstrip(".")
        rows.append([f"[`faq:{name}`](#directive-{name})", f"{said[0].lower()}{said[1:]}"])
    return write_table(["Directive", "What it is for"], rows)


def write_directive(name):
    """Return the options of a directive; what it must have is bold."""
    rows = []
    for option, spec in directives.DIRECTIVES[name].specs.items():
        shown = f"**`{option}`**" if spec.required else f"`{option}`"
        words = " or ".join(f"`{word}`" for word in spec.choices)
        rows.append([shown, words or spec.form.value, spec.help])
    return write_table(["Option", "Form", "What it is"], rows)


def write_roles(_):
    """Return how each role is written; there is one for each kind of thing."""
    rows = []
    for kind in model.Kind:
        article = "an" if kind.value[0] in "aeiou" else "a"
        forms = (f"{{faq:{kind}}}`slug`", f":faq:{kind}:`slug`")
        rows.append([*(f"`` {form} ``" for form in forms), f"{article} {kind}"])
    return write_table(["MyST", "reStructuredText", "leads to"], rows)


def write_bundle(part):
    """Return the keys of a part of the bundle's schema."""
    schema = json.loads(bundle.SCHEMA.read_text("utf-8"))
    node = schema if part == "bundle" else schema["$defs"][part]
    rows = []
    for key, value in node["properties"].items():
        required = key in node.get("required", ())
        said = value.get("description", "")
        rows.append(
            [f"`{key}`", form_of(value, schema) + ("" if required else ", or missing"), said]
        )
    return write_table(["Key", "Form", "What it holds"], rows)


def form_of(value, schema):
    """Return in words of what form a value is."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return "slug" if name == "slug" else f"[{name}](#bundle-{name})"
    if "const" in value:
        return f"`{value['const']}`"
    kind = value.get("type")
    if kind == "array":
        return f"list of: {form_of(value['items'], schema)}"
    if kind == "object" and "properties" in value:
        return ", ".join(f"`{key}`" for key in value["properties"])
    if kind == "string":
        return "date or empty" if DATE in value.get("pattern", "") else "text"
    return {"object": "keys and texts", "integer": "whole number"}.get(kind, str(kind))


def write_commands(_):
    """Return each command with its arguments."""
    parser = cli.build_parser()
    [commands] = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    told = {choice.dest: choice.help for choice in commands._choices_actions}
    parts = []
    for name, command in commands.choices.items():
        rows = []
        for action in command._actions:
            if isinstance(action, argparse._HelpAction):
                continue
            value = action.metavar or (
                "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
            )
            if action.option_strings:
                takes = "" if action.nargs == 0 else f" {value}"
                shown = ", ".join(f"`{option}{takes}`" for option in action.option_strings)
            else:
                shown = f"`{value}`"
            rows.append([shown, (action.help or "").replace("%(default)s", str(action.default))])
        text = told[name][0].upper() + told[name][1:]
        parts += [f"## {name}", f"{text}: `python -m faq_ext {name}`."]
        if rows:
            parts.append(write_table(["Argument", "What it is"], rows))
    return "\n\n".join(parts)


def write_record(name):
    """Return the fields of a record, with what their comments in ``model.py`` say."""
    with open(model.__file__, encoding="utf-8") as file:  # noqa: PTH123
        source = file.read()
    [record] = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == name
    ]
    lines = source.splitlines()
    rows = []
    for field in record.body:
        if isinstance(field, ast.AnnAssign):
            said = lines[field.lineno - 1].partition("#: ")[2]
            rows.append([f"`{field.target.id}`", f"`{ast.unparse(field.annotation)}`", said])
    return write_table(["Field", "Type", "What it is"], rows)


WRITERS = {
    "OPTIONS": write_options,
    "DIRECTIVES": write_directives,
    "DIRECTIVE": write_directive,
    "ROLES": write_roles,
    "BUNDLE": write_bundle,
    "COMMANDS": write_commands,
    "RECORD": write_record,
}
PLACEHOLDER = re.compile(rf"^@@({'|'.join(WRITERS)})(?::(\w+))?@@$", re.M)


def fill_in(app, docname, source):
    """Replace the placeholders in a page's source (``source-read``)."""
    if PLACEHOLDER.search(source[0]):
        source[0] = PLACEHOLDER.sub(lambda match: WRITERS[match[1]](match[2]), source[0])
        for module in (config, cli, model, directives, listings, options):
            app.env.note_dependency(module.__file__, docname=docname)
        app.env.note_dependency(str(bundle.SCHEMA), docname=docname)


def setup(app):
    """Connect it."""
    app.connect("source-read", fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
