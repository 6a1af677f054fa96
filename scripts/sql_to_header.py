#!/usr/bin/env python3
"""Turns a room's sql/ folder into one header, and all migrations into one table.

    sql_to_header.py queries NAMESPACE OUT FILE...    named statements -> parameter structs
    sql_to_header.py migrations OUT FILE...           <yyyymmddhhmm>_<what>[.sqlite|.postgres].sql -> a sorted array

A statement starts with `-- name: insert_case`; `-- sqlite: NAME` and `-- postgres: NAME` give one engine's text where
they differ. What only one engine knows stands in `<what>.sqlite.sql` or `<what>.postgres.sql`: such a statement has no
text for the other engine, unless the other file has one of the same name. `:name` is a parameter; the struct's members follow the
order of first appearance. Shared type words: BLOB becomes BYTEA, WITHOUT ROWID vanishes for PostgreSQL.

`-- remembered` under a statement's name keeps its rows in memory until a table it reads is changed (storage/memory.hpp).
`-- keyed: case_record by id`, once in a room, says that rows of this table are changed and looked up matter by matter: a
statement that says `id = :id`, or inserts VALUES with `:id`, touches only the rows of that one.
"""
import pathlib
import re
import sys

HEAD = re.compile(r"^--\s*(name|sqlite|postgres):\s*([a-z][a-z0-9_]*)\s*$")
KEYED = re.compile(r"^--\s*keyed:\s*([a-z_]+) by ([a-z_]+)\s*$")
REMEMBERED = re.compile(r"^--\s*remembered\s*$")
CHANGED_TABLE = re.compile(r"\b(?:INSERT INTO|DELETE FROM|(?<!DO )(?<!FOR )UPDATE)\s+([a-z_]+)")
READ_TABLE = re.compile(r"\b(?:FROM|JOIN)\s+([a-z_]+)")
# A string literal, a comment, a cast (::type) or a parameter; only the last is replaced, comments vanish.
TOKEN = re.compile(r"'(?:[^']|'')*'|[ \t]*--[^\n]*|::|:([a-z][a-z0-9_]*)")


def fail(message):
    sys.exit(f"sql_to_header: {message}")


def statements(files):
    """{name: {"name"|"sqlite"|"postgres": sql}} in file order, the names that are remembered, {table: its key column}, the
    names that stand in one engine's own file."""
    found, current, name, remembered, keyed, own = {}, None, None, set(), {}, set()
    for file in files:
        engine = re.search(r"\.(sqlite|postgres)\.sql$", str(file))
        for number, line in enumerate(pathlib.Path(file).read_text("utf-8").splitlines(), 1):
            head = HEAD.match(line)
            if key := KEYED.match(line):
                keyed[key[1]] = key[2]
            if REMEMBERED.match(line):
                if current:
                    fail(f"{file}:{number}: '-- remembered' stands right under a statement's name")
                remembered.add(name)
            if head:
                kind, name = head.groups()
                if engine:
                    if kind != "name":
                        fail(f"{file}:{number}: this file is one engine's: '-- name:'")
                    kind = engine[1]
                    own.add(name)
                variants = found.setdefault(name, {})
                if kind in variants:
                    fail(f"{file}:{number}: {kind}: {name} is there twice")
                current = variants[kind] = []
            elif line.lstrip().startswith("--") or not line.strip():
                continue
            elif current is None:
                fail(f"{file}:{number}: SQL before the first '-- name:'")
            else:
                current.append(line.rstrip())
    return {n: {k: one_statement(n, "\n".join(v)) for k, v in vs.items()} for n, vs in found.items()}, remembered, keyed, own


def one_statement(name, sql):
    sql = sql.rstrip().rstrip(";")
    if not sql:
        fail(f"{name}: empty")
    if ";" in TOKEN.sub("", sql):
        fail(f"{name}: one statement only")
    return sql


def touches(name, sql, names, keyed, is_remembered):
    """The tables whose rows a statement changes, or reads and remembers: [(table, index of the key parameter or -1)]."""
    text = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", sql)
    changed = CHANGED_TABLE.findall(text)
    if changed and is_remembered:
        fail(f"{name}: only what is read can be remembered")
    if re.search(r"\bFROM\s+[a-z_]+(\s+(AS\s+)?[a-z]+)?\s*,", text) and is_remembered:
        fail(f"{name}: name the tables of a remembered statement by FROM and JOIN")
    is_change = re.search(r"\b(?:INSERT|DELETE|UPDATE|MERGE|TRUNCATE|REPLACE INTO)\b", text, re.I)
    if (is_change and not changed) or (is_remembered and not READ_TABLE.search(text)):
        fail(f"{name}: its table is not found")
    made_here = set(re.findall(r"\b([a-z_]+)\s+AS\s+\(", text))
    tables = changed or ([t for t in READ_TABLE.findall(text) if t not in made_here] if is_remembered else [])
    return [(t, key_of(text, keyed.get(t), names) if tables.count(t) == 1 else -1) for t in dict.fromkeys(tables)]


def key_of(text, column, names):
    is_named = column in names and (re.search(rf"\b{column} = :{column}\b", text) or "VALUES" in text)
    return names.index(column) if is_named else -1


def bind(sql, mark, names):
    def replace(match):
        name = match.group(1)
        if name is None:
            return "" if match.group(0).lstrip().startswith("--") else match.group(0)
        if name not in names:
            names.append(name)
        return f"{mark}{names.index(name) + 1}"

    return TOKEN.sub(replace, sql)


def for_postgres(sql):
    sql = re.sub(r"\bBLOB\b", "BYTEA", sql)
    sql = re.sub(r"\bWITHOUT ROWID\b", "", sql)
    return re.sub(r"\bREAL\b", "DOUBLE PRECISION", sql)


def queries(namespace, out, files):
    room = namespace.split("::")[-1]
    lines = [
        f"// Generated from {room}/sql by scripts/sql_to_header.py.",
        "#pragma once", "", "#include <array>", "", '#include "storage/statement.hpp"', '#include "storage/value.hpp"',
        "", f"namespace {namespace}::sql {{", "", "using storage::Value;", "",
    ]
    found, remembered, keyed, own = statements(files)
    for name, variants in found.items():
        if "name" in variants and len(variants) > 1:
            fail(f"{name}: either one '-- name:' or a sqlite/postgres pair")
        shared = variants.get("name")
        sqlite, postgres = variants.get("sqlite", shared), variants.get("postgres", shared)
        if (sqlite is None or postgres is None) and name not in own:
            fail(f"{name}: one engine's text is missing")
        sqlite, postgres = sqlite or "", postgres or ""
        names = []
        sqlite_text = bind(sqlite, "?", names)
        postgres_text = bind(for_postgres(postgres), "$", names)
        lines.append(f"struct {name} {{")
        lines += [f"  Value {n};" for n in names]
        lines.append(f"  [[nodiscard]] std::array<Value, {len(names)}> values() const {{ return {{{', '.join(names)}}}; }}")
        is_remembered = name in remembered
        touched = dict.fromkeys(t for text in (sqlite, postgres) if text for t in touches(name, text, names, keyed, is_remembered))
        parts = ", ".join(f'{{storage::table("{table}"), {key}}}' for table, key in touched)
        all_parts = f"{{{{{parts}}}}}" if touched else "{}"
        lines.append(f"  static constexpr std::array<storage::Touch, {len(touched)}> touches{all_parts};")
        lines.append("  static constexpr storage::Statement statement{")
        lines.append(f'      "{room}.{name}", R"sql({sqlite_text})sql", R"sql({postgres_text})sql", {len(names)}, touches,')
        lines.append(f"      {'true' if is_remembered else 'false'}}};")
        lines += ["};", ""]
    lines += [f"}}  // namespace {namespace}::sql", ""]
    write(out, lines)


def migrations(out, files):
    table = {}
    for file in map(pathlib.Path, files):
        match = re.fullmatch(r"(\d{12})_([a-z0-9_]+?)(?:\.(sqlite|postgres))?\.sql", file.name)
        if not match:
            fail(f"{file}: a migration is named <yyyymmddhhmm>_<what>.sql")
        version, what, engine = match.groups()
        entry = table.setdefault(version, {"what": what})
        if entry["what"] != what:
            fail(f"{file}: version {version} is taken by {entry['what']}")
        text = file.read_text("utf-8")
        for target in [engine] if engine else ["sqlite", "postgres"]:
            if target in entry:
                fail(f"{file}: {target} is there twice")
            entry[target] = text if target == "sqlite" else for_postgres(text)
    lines = ["// Generated by scripts/sql_to_header.py: every room's migrations, oldest first.",
             '#include "storage/migrations.hpp"', "", "#include <array>", "", "namespace mashang::storage {", "namespace {",
             "", f"constexpr std::array<Migration, {len(table)}> kMigrations{{{{"]
    for version in sorted(table):
        e = table[version]
        lines.append(f'    {{{version}, "{e["what"]}", R"sql({e.get("sqlite", "")})sql", R"sql({e.get("postgres", "")})sql"}},')
    lines += ["}};", "", "}  // namespace", "", "std::span<const Migration> all_migrations() { return kMigrations; }", "",
              "}  // namespace mashang::storage", ""]
    write(out, lines)


def write(out, lines):
    path, text = pathlib.Path(out), "\n".join(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) >= 4 and sys.argv[1] == "queries":
        queries(sys.argv[2], sys.argv[3], sys.argv[4:])
    elif len(sys.argv) >= 3 and sys.argv[1] == "migrations":
        migrations(sys.argv[2], sys.argv[3:])
    else:
        fail("usage: queries NAMESPACE OUT FILE... | migrations OUT FILE...")
