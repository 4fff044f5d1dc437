"""Turns the parser's own description of the commands, on standard input, into manual pages.

usage: manual.py DIR
Equal commands give equal pages: no page has a date.
"""

import json
import pathlib
import sys


def escaped(text):
    """Text for roff: no escapes, no requests, hyphens that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    lines = []
    for line in text.split("\n"):
        lines.append("\\&" + line if line.startswith((".", "'")) else line)
    return "\n".join(lines)


def literal(text):
    return ".nf\n" + escaped(text.strip("\n")) + "\n.fi\n"


def names(argument):
    result = []
    for name in argument.get("names") or []:
        result.append(("--" if name["kind"] == "long" else "-") + name["name"])
    return result


def options(arguments):
    text = ""
    for argument in arguments:
        if not argument["shouldDisplay"]:
            continue
        value = "" if argument["kind"] == "flag" else " \\fI" + escaped(argument["valueName"]) + "\\fR"
        if argument["kind"] == "positional":
            head = value.strip()
        else:
            head = ", ".join("\\fB" + escaped(name) + "\\fR" for name in names(argument)) + value
        about = argument.get("abstract", "")
        if argument.get("allValues"):
            about += " (" + ", ".join(argument["allValues"]) + ")"
        if argument.get("defaultValue"):
            about += " (default: " + argument["defaultValue"] + ")"
        text += ".TP\n" + head + "\n" + escaped(about or "\u2014") + "\n"
    return text


def synopsis(title, arguments):
    text = "\\fB" + escaped(title) + "\\fR"
    if any(argument["kind"] != "positional" and argument["shouldDisplay"] for argument in arguments):
        text += " [\\fIoptions\\fR]"
    for argument in arguments:
        if argument["kind"] != "positional" or not argument["shouldDisplay"]:
            continue
        value = "\\fI" + escaped(argument["valueName"]) + "\\fR"
        if argument["isRepeating"]:
            value += " ..."
        text += " [" + value + "]" if argument["isOptional"] else " " + value
    return text + "\n"


def page(title, command, others):
    arguments = command.get("arguments") or []
    file = title.replace(" ", "-")
    text = ".TH " + escaped(file).upper() + ' 1 "" "dossier" "Dossier manual"\n'
    text += ".SH NAME\n" + escaped(file) + " \\- " + escaped(command.get("abstract", "").rstrip(".")) + "\n"
    text += ".SH SYNOPSIS\n" + synopsis(title, arguments)
    if command.get("discussion"):
        text += ".SH DESCRIPTION\n" + literal(command["discussion"])
    if arguments:
        text += ".SH OPTIONS\n" + options(arguments)
    if others:
        text += ".SH SEE ALSO\n" + ",\n".join("\\fB" + escaped(name) + "\\fR(1)" for name in others) + "\n"
    return file + ".1", text


def main():
    folder = pathlib.Path(sys.argv[1])
    command = json.load(sys.stdin)["command"]
    commands = [c for c in command["subcommands"] if c["commandName"] != "help"]
    pages = [page("dossier", command, ["dossier-" + c["commandName"] for c in commands])]
    pages += [page("dossier " + c["commandName"], c, ["dossier"]) for c in commands]
    for name, text in pages:
        (folder / name).write_text(text, encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
