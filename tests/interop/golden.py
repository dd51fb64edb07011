"""Contents of the golden exports, for every reader, and the way in which its checks are run.

Every span that the download holds must come back with its words, its label and, where the format has room, its note,
annotator, times and relations. The texts have emoji, combining marks, Arabic and Hebrew, CR LF, leading blanks, U+2028 and
no-break spaces; labels, notes, names and ids have quotation marks, tabs, line ends, markup and formulas.
"""

import json
import logging
import sys
import unittest
from pathlib import Path
from urllib.parse import quote

GOLDEN = Path(__file__).parents[2] / "core/tests/golden"
EXPORT = GOLDEN / "export"
DOWNLOAD = json.loads((GOLDEN / "hard.json").read_text("utf-8"))
TEXTS = {document["id"]: document["text"] for document in DOWNLOAD["documents"]}
TITLES = {document["id"]: document["title"] for document in DOWNLOAD["documents"]}
NAMES = {annotator["id"]: annotator["name"] or annotator["id"] for annotator in DOWNLOAD["annotators"]}
SPANS = [row for row in DOWNLOAD["annotations"] if not row.get("unplaced")]
PLACED = {row["id"]: row for row in SPANS}
LINKS = [row for row in sorted(DOWNLOAD["relations"], key=lambda row: row["id"]) if {row["from"], row["to"]} <= set(PLACED)]
# With an end that is an entity or an article.
LOOSE = [row for row in DOWNLOAD["relations"] if row["from"] in [entity["id"] for entity in DOWNLOAD["entities"]]]
ENTITIES = {entity["id"]: entity for entity in DOWNLOAD["entities"]}
DEFINED = {(row["of"], row["id"]): row for row in DOWNLOAD["attributes"]}
# Few formats have room for others.
LINKS_WITHIN = [row for row in LINKS if PLACED[row["from"]]["document"] == PLACED[row["to"]]["document"]]


def entity_of(span):
    """The entity that counts, or nothing."""
    entity = ENTITIES.get(span.get("entity"))
    while entity and entity.get("same"):
        entity = ENTITIES[entity["same"]]
    return entity


def name_of(span):
    entity = entity_of(span)
    return entity["name"] if entity else ""


def iri_of(span):
    entity = entity_of(span)
    return "urn:glossator:entity:" + quote(entity["id"], safe="~") if entity else ""


def spans_of(document):
    return sorted((row["start"], row["end"], row["label"]) for row in SPANS if row["document"] == document)


def links_within():
    """Relations within an article: the words of one end, the type, the words of the other."""
    return [(PLACED[link["from"]]["quote"], link["type"], PLACED[link["to"]]["quote"]) for link in LINKS_WITHIN]


def lines(name):
    # Not `splitlines`, which ends lines elsewhere, too.
    return [json.loads(line) for line in (EXPORT / name).read_text("utf-8").split("\n") if line]


def run():
    sys.addaudithook(stay_offline)
    logging.disable(logging.WARNING)
    outcome = unittest.main(argv=[sys.argv[0], *sys.argv[1:]], exit=False, verbosity=2, warnings="ignore").result
    failed = len(outcome.failures) + len(outcome.errors)
    # A class that could not be set up failed without a test.
    passed = max(0, outcome.testsRun - failed - len(outcome.skipped))
    print(f"test result: {'FAILED' if failed else 'ok'}. {passed} passed; {failed} failed;")
    sys.exit(failed > 0)


def stay_offline(event, details):
    """Some tools report home, or look for a server beside them, whatever they are told."""
    if event in ["socket.connect", "socket.getaddrinfo"]:
        raise ConnectionError(f"a reader wanted to reach {details[1:] if event == 'socket.connect' else details[:2]}")
