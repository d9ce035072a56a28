"""Writes languages/java/base_types.txt: the public types of Java's module java.base.

    python benchmarks/java_base_types.py JDK_HOME... > languages/java/base_types.txt

Each JDK tells its own types by reflection; all of them together are written, since a patch does not
say which JDK it is for. A type's member types, its inherited ones too, follow in parentheses: what
extends it sees them without an import.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

PROGRAM = """
import java.lang.module.*;
import java.util.*;
class Types {
    static void members(Class<?> type, Set<String> found) {
        if (type == null) return;
        for (Class<?> one : type.getDeclaredClasses())
            if ((one.getModifiers() & 5) != 0) found.add(one.getSimpleName());
        members(type.getSuperclass(), found);
        for (Class<?> one : type.getInterfaces()) members(one, found);
    }
    public static void main(String[] arguments) throws Exception {
        ModuleReference base = ModuleFinder.ofSystem().find("java.base").get();
        Set<String> exported = new HashSet<>();
        for (ModuleDescriptor.Exports one : base.descriptor().exports())
            if (!one.isQualified()) exported.add(one.source());
        try (ModuleReader reader = base.open()) {
            for (String file : (Iterable<String>) reader.list()::iterator) {
                if (!file.endsWith(".class") || file.contains("$")) continue;
                String name = file.substring(0, file.length() - 6).replace('/', '.');
                int dot = name.lastIndexOf('.');
                if (dot < 0 || !exported.contains(name.substring(0, dot))) continue;
                if (name.endsWith("package-info")) continue;
                Class<?> type = Class.forName(name, false, null);
                if ((type.getModifiers() & 1) == 0) continue;
                Set<String> found = new TreeSet<>();
                members(type, found);
                System.out.println(name.substring(0, dot) + " " + type.getSimpleName()
                    + (found.isEmpty() ? "" : "(" + String.join(",", found) + ")"));
            }
        }
    }
}
"""
HEAD = """\
# The public types of Java's module java.base, package by package, of the JDKs {versions} together.
# In parentheses: a type's member types, inherited ones too. Made by benchmarks/java_base_types.py.
"""
# Previews that neither the JDK before nor the one after has: JEP 430, in 21 and 22.
PREVIEWS = {("java.lang", "StringTemplate(Processor)"), ("java.util", "FormatProcessor")}


def main(homes: list[str]) -> int:
    types: dict[str, set[str]] = defaultdict(set)
    versions = []
    for home in homes:
        version, lines = _ask(Path(home) / "bin" / "java")
        versions.append(version)
        for line in lines:
            package, _, name = line.partition(" ")
            types[package].add(name)
    for package, name in PREVIEWS:
        types[package].add(name)
    sys.stdout.write(HEAD.format(versions=" and ".join(versions)))
    for package in sorted(types):
        print(f"{package}: {' '.join(_merged(types[package]))}")
    return 0


def _ask(java: Path) -> tuple[str, list[str]]:
    """The JDK's version, and its types as `package Type(Member,…)`."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "Types.java"
        program.write_text(PROGRAM)
        asked = subprocess.run([java, program], capture_output=True, text=True, check=True)
        told = subprocess.run([java, "--version"], capture_output=True, text=True, check=True)
    return told.stdout.split()[1].partition(".")[0], asked.stdout.splitlines()


def _merged(names: set[str]) -> list[str]:
    """One entry a type, with the members that it has in any JDK."""
    members: dict[str, set[str]] = defaultdict(set)
    for name in names:
        simple, _, inside = name.rstrip(")").partition("(")
        members[simple] |= set(inside.split(",")) - {""}
    return [
        f"{name}({','.join(sorted(inside))})" if inside else name
        for name, inside in sorted(members.items())
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
