"""Which permissions a role has, with those of the roles that it includes.

Reads `role: permission permission @included-role` lines, prints those of the roles asked for.
"""

from __future__ import annotations

import sys

Roles = dict[str, list[str]]


def parse(lines) -> Roles:
    roles: Roles = {}
    for line in lines:
        head, _, body = line.partition(":")
        if body:
            roles.setdefault(head.strip(), []).extend(body.split())
    return roles


def expand(roles: Roles, role: str) -> set[str]:
    granted: set[str] = set()
    for item in roles.get(role, ()):
        if item.startswith("@"):
            granted |= expand(roles, item[1:])
        else:
            granted.add(item)
    return granted


def audit(roles: Roles, names: list[str]) -> list[str]:
    out = []
    for name in names:
        granted = expand(roles, name)
        out.append(f"{name}: {' '.join(sorted(granted)) or 'nothing'}")
    return out


def undefined(roles: Roles) -> set[str]:
    """Roles that are included and that nobody defines."""
    included = {item[1:] for items in roles.values() for item in items if item.startswith("@")}
    return included - roles.keys()


def main() -> None:
    roles = parse(sys.stdin)
    for name in sorted(undefined(roles)):
        print("undefined:", name)
    print("\n".join(audit(roles, sys.argv[1:])))


if __name__ == "__main__":
    main()
