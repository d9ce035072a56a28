"""Reports links of a page that lead nowhere; pages come as `page: link link` lines."""

import sys


def read_site(stream):
    site = {}
    for line in stream:
        page, _, links = line.partition(":")
        site[page.strip()] = links.split() or None
    return site


def walk(site, start):
    """Every page that can be reached, in the order in which it is found."""
    seen, queue = [], [start]
    while queue:
        page = queue.pop(0)
        if page in seen or page not in site:
            continue
        seen.append(page)
        for link in site[page]:
            queue.append(link)
    return seen


def broken(site):
    found = set()
    for links in site.values():
        found |= {link for link in links or () if link not in site}
    return sorted(found)


def main():
    site = read_site(sys.stdin)
    if sys.argv[1] == "broken":
        print(*broken(site) or ["none"])
    else:
        print(*walk(site, sys.argv[1]))


if __name__ == "__main__":
    main()
