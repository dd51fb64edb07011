"""Lets the readers of other tools read what Glossator exports: the golden files, which its tests keep byte for byte."""

import codecs
import contextlib
import io
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tempfile
import types
import unittest
from pathlib import Path

from urllib.parse import quote

from golden import DEFINED, DOWNLOAD, ENTITIES, EXPORT, GOLDEN, LINKS, LINKS_WITHIN, LOOSE, NAMES, PLACED, SPANS, TEXTS
from golden import entity_of, iri_of, lines, links_within, name_of, run, spans_of


class Schema(unittest.TestCase):
    def test_what_is_written_fits_it(self):
        from jsonschema import Draft202012Validator

        docs = GOLDEN.parents[2] / "docs"
        schemas = {version: json.loads((docs / f"glossator-{version}.schema.json").read_text("utf-8")) for version in [1, 2]}
        example = (docs / "json.md").read_text("utf-8").split("```json\n")[1].split("```")[0]
        golden = [json.loads((GOLDEN / f"native-{version}.json").read_text("utf-8")) for version in [1, 2]]
        for file in [DOWNLOAD, *golden, json.loads(example)]:
            validator = Draft202012Validator(schemas[file["version"]])
            self.assertEqual([error.message for error in validator.iter_errors(file)], [])
            lists = ["labels", "attributes", "relation_types", "annotators", "entities", "documents", "annotations", "relations"]
            for name in lists:
                definition = "entity" if name == "entities" else name[:-1]
                for field in list(file[name][0]) if file.get(name) else []:
                    # It is no schema that everything fits.
                    broken = {**file, name: [{**file[name][0], field: [[]]}]}
                    known = field in validator.schema["$defs"][definition]["properties"]
                    self.assertEqual(validator.is_valid(broken), not known, field)


class Documentation(unittest.TestCase):
    def test_what_it_shows_of_r_runs(self):
        check = ["Rscript", "-e", "library(jsonlite)"]
        if not shutil.which("Rscript") or subprocess.run(check, capture_output=True).returncode:
            self.skipTest("R and its package jsonlite are not here")
        page = (GOLDEN.parents[2] / "docs/r.md").read_text("utf-8")
        snippets = [part.split("```")[0] for part in page.split("```r\n")[1:]]
        self.assertGreater(len(snippets), 3)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(GOLDEN / "hard.json", Path(folder) / "glossator.json")
            (Path(folder) / "shown.R").write_text("\n".join(snippets), "utf-8")
            environment = {**os.environ, "LC_ALL": "C.UTF-8"}
            run = subprocess.run(["Rscript", "shown.R"], cwd=folder, env=environment, capture_output=True, timeout=60)
        self.assertEqual(run.returncode, 0, run.stderr.decode("utf-8", "replace"))
        self.assertIn("attributed to", run.stdout.decode("utf-8"))

    def test_what_it_shows_of_python_runs(self):
        page = (GOLDEN.parents[2] / "docs/python.md").read_text("utf-8")
        snippets = [part.split("```")[0] for part in page.split("```python\n")[1:]]
        self.assertGreater(len(snippets), 4)
        here, printed = os.getcwd(), io.StringIO()
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(GOLDEN / "hard.json", Path(folder) / "glossator.json")
            os.chdir(folder)
            try:
                with contextlib.redirect_stdout(printed):
                    exec("\n".join(snippets), {})
                changed = json.loads(Path("changed.json").read_text("utf-8"))
            finally:
                os.chdir(here)
        self.assertIn("Erdog\u0306an meets", printed.getvalue())
        self.assertEqual([row["characters"] for row in changed["annotations"]],
                         [len(row["quote"]) for row in DOWNLOAD["annotations"]])


class Matrix(unittest.TestCase):
    """The matrix of the example: `tests/page/golden` has the workbook, and the same cells as CSV."""

    FOLDER = GOLDEN.parents[2] / "tests/page/golden"

    def expected(self):
        import pandas

        rows = pandas.read_csv(self.FOLDER / "claims.csv", dtype=str, keep_default_na=False).to_dict("records")
        self.assertEqual(len(rows), 75)
        return {(row["group"].lstrip("'"), row["outlet"]): row for row in rows}

    def test_openpyxl(self):
        from openpyxl import load_workbook

        book = load_workbook(self.FOLDER / "claims.xlsx")
        self.assertEqual(book.sheetnames, ["Claims", "Quotes", "Legend"])
        sheet, expected = book["Claims"], self.expected()
        self.assertEqual(sheet.freeze_panes, "B2")
        outlets = [cell.value.split("\n")[0] for cell in sheet[1][1:-1]]
        seen = {}
        for row in sheet.iter_rows(min_row=2):
            name = row[0].value.removeprefix("⚔ ").removesuffix(" (contested)")
            for outlet, cell in zip(outlets, row[1:-1]):
                if (name, outlet) in expected:
                    seen[name, outlet] = cell
        self.assertEqual(seen.keys(), expected.keys())
        fills = {}
        for key, cell in seen.items():
            states = expected[key]["state"].split()
            self.assertEqual(cell.data_type, "s")
            self.assertTrue(cell.alignment.wrap_text)
            kind = "contested" if "contested" in states else states[0] if states[0] in ["absent", "open"] else "present"
            fills.setdefault(kind, set()).add((cell.fill.patternType, cell.fill.fgColor.rgb))
            if kind == "absent":
                self.assertEqual(cell.value, "– absent")
            else:
                # Of several claims of one line the shortest stands there.
                self.assertTrue(any(quote in cell.value for quote in expected[key]["quotes"].split(" | ")))
        # Every state has a look of its own.
        self.assertEqual(sorted(fills), ["absent", "contested", "present"])
        self.assertEqual({len(looks) for looks in fills.values()}, {1})
        self.assertEqual(len(set.union(*fills.values())), 3)
        numbers = [[cell.value for cell in row[1:-1]] for row in list(sheet.iter_rows())[-3:]]
        self.assertEqual(numbers, [[18, 15, 14], [3, 4, 2], [1, 5, 4]])
        quotes = list(book["Quotes"].iter_rows(min_row=2, values_only=True))
        self.assertEqual(len(quotes), sum(int(row["claims"]) for row in expected.values()))
        for group, outlet, _, state, *_ in quotes:
            self.assertIn(state, expected[group, outlet]["state"].split())

    def test_libreoffice(self):
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if not office:
            self.skipTest("LibreOffice is not here")
        with tempfile.TemporaryDirectory() as folder:
            # Every sheet is a file of its own then, in UTF-8.
            wanted = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
            command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", wanted, "--outdir", folder]
            subprocess.run([*command, str(self.FOLDER / "claims.xlsx")], check=True, capture_output=True, timeout=120)
            import pandas

            read = lambda name: pandas.read_csv(Path(folder) / f"claims-{name}.csv", dtype=str, keep_default_na=False)
            quotes = read("Quotes").to_dict("records")
            claims = read("Claims")
        expected = self.expected()
        self.assertEqual(len(quotes), sum(int(row["claims"]) for row in expected.values()))
        for row in quotes:
            self.assertIn(row["quote"], expected[row["group"], row["outlet"]]["quotes"])
        self.assertIn("◐ reports, not named\nprovided drones to Pakistan", list(claims.iloc[:, 1]))


class SpaCy(unittest.TestCase):
    def test_training_rows(self):
        import spacy
        from spacy.training import Example

        language = spacy.blank("xx")
        for row in lines("spacy/spacy.jsonl"):
            meta, text = row.pop("meta"), row.pop("text")
            self.assertEqual(text, TEXTS[meta["document"]])
            found = sorted((start, end, label) for start, end, label, _ in row["spans"]["sc"])
            self.assertEqual(found, spans_of(meta["document"]))
            known = [(start, end, label, id) for start, end, label, id in row["spans"]["sc"] if id]
            there = [span for span in SPANS if span["document"] == meta["document"] and entity_of(span)]
            self.assertEqual(sorted(known), sorted((it["start"], it["end"], it["label"], iri_of(it)) for it in there))
            example = Example.from_dict(language.make_doc(text), row)
            # Spans that begin and end where spaCy's words do.
            self.assertLessEqual(len(example.reference.spans["sc"]), len(found))
            for span in example.reference.spans["sc"]:
                self.assertIn((span.start_char, span.end_char, span.label_), found)
                # Its entity is an id of a knowledge base.
                there = {(start, end, label): id for start, end, label, id in known}
                self.assertEqual(span.kb_id_, there.get((span.start_char, span.end_char, span.label_), ""))
            entities = [(entity.start_char, entity.end_char, entity.label_) for entity in example.reference.ents]
            self.assertLessEqual(set(entities), set(found))


class Pandas(unittest.TestCase):
    def check(self, folder, content):
        import pandas

        read = lambda name: pandas.read_csv(EXPORT / folder / name, dtype=str, keep_default_na=False).to_dict("records")
        rows = {row["id"]: row for row in read("annotations.csv")}
        self.assertEqual(set(rows), set(PLACED))
        for span in SPANS:
            row = rows[span["id"]]
            self.assertEqual(row["document"], content(span["document"]))
            self.assertEqual(TEXTS[span["document"]][int(row["start"]) : int(row["end"])], span["quote"])
            expected = [span["label"], span["quote"], span["note"], NAMES.get(span["annotator"], "")]
            found = [row[name] for name in ["label", "text", "note", "annotator"]]
            self.assertEqual(found, [content(cell) for cell in expected])
            self.assertEqual([row["created"], row["modified"]], [span["created"], span["modified"]])
            values = next(it for it in DOWNLOAD["documents"] if it["id"] == span["document"]).get("attributes", {})
            values = [values.get(name, "") for name in ["outlet", "date", "headline"]]
            self.assertEqual([row[name] for name in ["outlet", "date", "headline"]], [content(it) for it in values])
            self.assertEqual(row["entity"], content(name_of(span)))
            others = {"outlet", "date", "headline"}
            values = {name: row[name] for of, name in DEFINED if name not in others and row[name]}
            self.assertEqual(values, {name: content(value) for name, value in span.get("attributes", {}).items()
                                      if (span["label"], name) in DEFINED})
            said = [PLACED[link["to"]] for link in LINKS if link["type"] == "said by" and link["from"] == span["id"]]
            self.assertEqual(row["speaker"], content("; ".join(name_of(it) or it["quote"] for it in said)))
        links = read("relations.csv")
        columns = ["id", "type", "from", "to", "from_text", "from_entity", "to_text", "to_entity"]
        def end(id):
            span = PLACED.get(id)
            return [span["quote"], name_of(span)] if span else ["", ENTITIES[id]["name"] if id in ENTITIES else ""]
        expected = [[*(link[name] for name in columns[:4]), *end(link["from"]), *end(link["to"])]
                    for link in sorted(LINKS + LOOSE, key=lambda link: link["id"])]
        self.assertEqual([[link[name] for name in columns] for link in links],
                         [[content(cell) for cell in row] for row in expected])

    def test_csv(self):
        self.check("csv", lambda cell: cell)

    def test_csv_for_spreadsheets(self):
        self.check("spreadsheet", lambda cell: "'" + cell if cell.lstrip("'")[:1] in tuple("=+-@\t\r\n＝＋－＠") else cell)


class WebAnnotation(unittest.TestCase):
    def test_every_property_has_a_meaning(self):
        from pyld import jsonld

        context = json.loads((Path(__file__).parent / "anno.jsonld").read_text("utf-8"))
        answer = {"contentType": "application/ld+json", "contextUrl": None, "document": context}
        loader = lambda url, options: {**answer, "documentUrl": url}
        file = json.loads((EXPORT / "w3c/annotations.jsonld").read_text("utf-8"))
        dropped = []
        jsonld.expand(file, {"documentLoader": loader, "on_property_dropped": dropped.append})
        self.assertEqual(dropped, [])
        again = jsonld.compact(jsonld.expand(file, {"documentLoader": loader}), file["@context"], {"documentLoader": loader})
        self.assertEqual(again["total"], len(SPANS) + len(LINKS) + len(LOOSE))
        items = file["first"]["items"]
        tags = {item["id"]: item for item in items if item["motivation"] == "tagging"}
        for span in SPANS:
            item = tags.pop("urn:uuid:" + span["id"])
            position, words = item["target"]["selector"]
            self.assertEqual([position["start"], position["end"]], [span["start"], span["end"]])
            text = TEXTS[span["document"]]
            self.assertEqual(words["exact"], text[span["start"] : span["end"]])
            self.assertEqual(text.count(words["prefix"] + words["exact"] + words["suffix"]), 1)
            bodies = {body["purpose"]: body["value"] for body in item["body"] if "value" in body}
            identified = [body["source"] for body in item["body"] if body["purpose"] == "identifying"]
            self.assertEqual(identified, [{"id": iri_of(span), "label": name_of(span)}] if entity_of(span) else [])
            classified = [body["source"] for body in item["body"] if body["purpose"] == "classifying"]
            values = [f"urn:glossator:attribute:{quote(id, safe='~')}:{quote(value, safe='~')}"
                      for id, value in sorted(span.get("attributes", {}).items())]
            self.assertEqual(sorted(classified), sorted(values))
            self.assertEqual([bodies["tagging"], bodies.get("commenting", "")], [span["label"], span["note"]])
            name = item.get("creator", {}).get("name", "")
            self.assertEqual(name, {row["id"]: row["name"] for row in DOWNLOAD["annotators"]}.get(span["annotator"], ""))
            self.assertEqual([item["created"], item["modified"]], [span["created"], span["modified"]])
        self.assertEqual(tags, {})
        links = [item for item in items if item["motivation"] == "linking"]
        found = [(link["target"], link["body"][-1]["source"], link["body"][0]["value"]) for link in links]
        def iri(id):
            of = "document" if id in TEXTS else "entity"
            return "urn:uuid:" + id if id in PLACED else f"urn:glossator:{of}:{quote(id, safe='~')}"
        self.assertEqual(found, [(iri(link["from"]), iri(link["to"]), link["type"]) for link in LINKS + LOOSE])


class Brat(unittest.TestCase):
    """With brat's own server, which reads the folder as it would to show it."""

    def test_standoff(self):
        import brat

        server = Path(next(iter(brat.__path__))) / "server"
        sys.path[:0] = [str(server / name) for name in ["src", "lib"]] + [str(server.parent)]
        import annotation

        # Of the server as a whole, such as where it keeps its data: nothing that reading needs.
        sys.modules["config"] = types.ModuleType("config")
        from projectconfig import ProjectConfiguration
        from verify_annotations import verify_annotation

        # A mode of opening files that Python no longer has.
        annotation.codecs_open = lambda name, mode="r", **more: codecs.open(name, mode.replace("U", ""), **more)
        found, words, problems, said = [], [], [], []
        with tempfile.TemporaryDirectory() as folder:
            # It keeps a cache beside them.
            shutil.copytree(EXPORT / "brat", folder, dirs_exist_ok=True)
            project = ProjectConfiguration(folder)
            for path in sorted(Path(folder).glob("*.ann")):
                with annotation.TextAnnotations(str(path.with_suffix("")), read_only=True) as read:
                    self.assertEqual(read.failed_lines, [])
                    text = read.get_document_text()
                    self.assertIn(text, TEXTS.values())
                    spans = {span.id: span for span in read.get_textbounds()}
                    notes = {(note.target, note.type): note.get_text() for note in read.get_oneline_comments()}
                    for span in spans.values():
                        # Each fragment is one line; between them there was a line end, and white space beside it.
                        start, end = span.spans[0][0], span.spans[-1][1]
                        note = notes.get((span.id, "AnnotatorNotes"), "")
                        found.append((text, start, end, span.type, note.strip(), notes[span.id, "Annotator"].strip()))
                    of = lambda id: (text, spans[id].spans[0][0], spans[id].type)
                    said += [(*of(it.target), it.type, str(it.value)) for it in read if isinstance(it, annotation.AttributeAnnotation)]
                    said += [(*of(it.target), it.refdb, it.reftext) for it in read.get_normalizations()]
                    words += [(spans[link.arg1].text, link.type, spans[link.arg2].text) for link in read.get_relations()]
                    problems += [str(issue) for issue in verify_annotation(read, project)]
        self.assertEqual(problems, [])
        self.assertEqual(sorted(found), sorted(self.expected()))
        self.assertEqual(sorted(said), sorted(self.said()))
        self.assertEqual(project.get_attribute_types(), ["position", "nobody", "size"])
        links = [(self.line(link["from"]), link["type"].replace(" ", "_"), self.line(link["to"])) for link in LINKS_WITHIN]
        self.assertEqual(words, links)

    def expected(self):
        plain = {"two words, \"quoted\"": "two_words___quoted_", "ممثل": "type", "__": "type_2"}
        in_one_line = lambda note: " ".join(note.replace("\t", " ").replace("\r\n", "\n").splitlines()).strip()
        for span in SPANS:
            if span["quote"].strip():
                who = f"{NAMES.get(span['annotator'], '')} {span['created']}".strip()
                label = plain.get(span["label"], span["label"])
                yield (TEXTS[span["document"]], span["start"], span["end"], label, in_one_line(span["note"]), who)

    def said(self):
        """Values of choices and flags, and entities."""
        for span in SPANS:
            of = (TEXTS[span["document"]], span["start"], span["label"])
            if entity_of(span):
                yield (*of, "Glossator", name_of(span))
            for id, value in span.get("attributes", {}).items():
                holds = DEFINED.get((span["label"], id), {}).get("holds")
                if holds in ["choice", "flag"]:
                    value = {"كبير": "type_3"}.get(value, value.replace(" ", "_"))
                    yield (*of, id, value if holds == "choice" else "True")

    def line(self, id):
        return " ".join(part.strip() for part in PLACED[id]["quote"].splitlines() if part.strip())


class Prodigy(unittest.TestCase):
    """Prodigy makes a `Doc` of spaCy of the tokens and looks for spans by them."""

    def test_tokens(self):
        import spacy
        from spacy.tokens import Doc

        vocabulary = spacy.blank("xx").vocab
        pairs = []
        for row in lines("prodigy/prodigy.jsonl"):
            document = row["meta"]["document"]
            tokens = row["tokens"]
            doc = Doc(vocabulary, words=[token["text"] for token in tokens], spaces=[token["ws"] for token in tokens])
            self.assertEqual([doc.text, row["text"]], [TEXTS[document]] * 2)
            for token, read in zip(tokens, doc):
                self.assertEqual((token["id"], token["start"], token["end"]), (read.i, read.idx, read.idx + len(read)))
            spans = [(doc[span["token_start"] : span["token_end"] + 1], span) for span in row["spans"]]
            for read, span in spans:
                self.assertEqual((read.start_char, read.end_char), (span["start"], span["end"]))
            found = sorted((span["start"], span["end"], span["label"]) for span in row["spans"])
            self.assertEqual(found, [span for span in spans_of(document) if doc.text[span[0] : span[1]].strip()])
            for link in row["relations"]:
                for end, number in [("head_span", "head"), ("child_span", "child")]:
                    self.assertEqual(link[number], link[end]["token_end"])
                    self.assertIn(link[end], row["spans"])
                words = lambda span: doc.text[span["start"] : span["end"]]
                pairs.append((words(link["head_span"]), link["label"], words(link["child_span"])))
        self.assertEqual(pairs, links_within())


class Conll(unittest.TestCase):
    def test_each_label_has_a_file(self):
        from seqeval.metrics.sequence_labeling import get_entities
        from seqeval.scheme import IOB2, Entities
        from spacy.training.converters import conll_ner_to_docs

        documents = sorted(TEXTS)
        self.assertEqual(len(list((EXPORT / "conll").iterdir())), len(DOWNLOAD["labels"]))
        for path in (EXPORT / "conll").iterdir():
            content = path.read_text("utf-8")
            parts = content.split("-DOCSTART- -X- O O\n\n")[1:]
            self.assertEqual(len(parts), len(documents))
            docs = list(conll_ner_to_docs(content, n_sents=1, no_print=True))
            read, there = [], []
            for document, part in zip(documents, parts):
                rows = [line.split("\t") for line in part.split("\n") if line]
                # Nothing but white space is lost.
                text = TEXTS[document]
                self.assertEqual("".join(word for word, _ in rows), "".join(text.split()))
                tags = [tag for _, tag in rows]
                entities = get_entities(tags)
                self.assertEqual(len(Entities([tags], IOB2).entities[0]), len(entities))
                for label, first, last in entities:
                    read.append(("".join(word for word, _ in rows[first : last + 1]), label))
                labels = {tag[2:] for tag in tags} - {""}
                self.assertLessEqual(len(labels), 1)
                spans = [span for span in spans_of(document) if re.sub(r"\s", "_", span[2]) in labels]
                there += [("".join(text[start:end].split()), *labels) for start, end in self.longest(spans)]
            self.assertEqual(sorted(read), sorted(there))
            seen = [("".join(token.text for token in entity), entity.label_) for doc in docs for entity in doc.ents]
            self.assertEqual(sorted(seen), sorted(read))

    def longest(self, spans):
        """Spans that do not overlap a longer one, or the one before."""
        taken = []
        for start, end, _ in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
        return taken


class WebAnno(unittest.TestCase):
    """As INCEpTION reads it (Tsv3XDeserializer.java), whose Java is not at hand."""

    def test_named_entities(self):
        found, texts = [], []
        for path in (EXPORT / "webanno").iterdir():
            header, _, content = path.read_text("utf-8").partition("\n\n\n")
            self.assertEqual(header, "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value")
            units, entities = b"", {}
            self.assertFalse(content.endswith("\n\n"))
            for number, sentence in enumerate(content.split("\n\n"), 1):
                text, *tokens = sentence.rstrip("\n").split("\n")
                self.assertTrue(text.startswith("#Text="))
                begin = int(tokens[0].split("\t")[1].split("-")[0])
                if len(units) // 2 > begin:
                    self.assertEqual(units[-2:], b"\n\0")
                    units = units[:-2]
                units += b" \0" * (begin - len(units) // 2) + self.unescaped(text[6:]).encode("utf-16-le") + b"\n\0"
                for place, token in enumerate(tokens, 1):
                    id, ends, word, identifiers, values, rest = token.split("\t")
                    begin, end = map(int, ends.split("-"))
                    self.assertEqual([id, rest, word], [f"{number}-{place}", "", units[2 * begin : 2 * end].decode("utf-16-le")])
                    if values == "_":
                        self.assertEqual(identifiers, "_")
                        continue
                    values = re.split(r"(?<!\\)\|", values)
                    self.assertEqual(len(identifiers.split("|")), len(values))
                    for identifier, value in zip(identifiers.split("|"), values):
                        value, id = re.fullmatch(r"(.*)\[(\d+)\]", value).groups()
                        iri, same = re.fullmatch(r"(.*)\[(\d+)\]", identifier).groups()
                        self.assertEqual(same, id)
                        iris = {id: "" if iri == "*" else self.unescaped(iri)}
                        first = entities.get(id, (begin,))[0]
                        entities[id] = (first, end, self.unescaped(value), iris[id])
            texts.append(units[:-2].decode("utf-16-le"))
            words = lambda ends: units[2 * ends[0] : 2 * ends[1]].decode("utf-16-le")
            found += [(texts[-1], words(entity), *entity[2:]) for entity in entities.values()]
        self.assertEqual(sorted(texts), sorted(TEXTS.values()))
        expected = [(TEXTS[span["document"]], span["quote"], span["label"], iri_of(span)) for span in SPANS if span["quote"].strip()]
        self.assertEqual(sorted(found), sorted(expected))

    def unescaped(self, text):
        plain = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
        return re.sub(r"\\(.)", lambda found: plain.get(found[1], found[1]), text, flags=re.DOTALL)


class Uima(unittest.TestCase):
    def test_cas(self):
        from cassis import load_cas_from_json, load_typesystem

        core, seen, links = "de.tudarmstadt.ukp.dkpro.core.api.", [], []
        layers = load_typesystem((EXPORT / "uima/layer-to-import-first/TypeSystem.xml").read_text("utf-8"))
        for path in (EXPORT / "uima").glob("*.json"):
            cas = load_cas_from_json(path.read_text("utf-8"))
            (about,) = cas.select(core + "metadata.type.DocumentMetaData")
            seen.append(about.documentId)
            self.assertEqual(cas.sofa_string, TEXTS[about.documentId])
            entities = cas.select(core + "ner.type.NamedEntity")
            found = sorted((entity.begin, entity.end, entity.get("value"), entity.get("identifier") or "") for entity in entities)
            there = [span for span in SPANS if span["document"] == about.documentId]
            there = [it for it in there if it["quote"].strip()]
            self.assertEqual(found, sorted((it["start"], it["end"], it["label"], iri_of(it)) for it in there))
            if cas.typesystem.contains_type("glossator.Relation"):
                for kind in [core + "ner.type.NamedEntity", "glossator.Relation"]:
                    # The layer that is imported is the one of which the relations are.
                    self.assertEqual(features_of(layers.get_type(kind)), features_of(cas.typesystem.get_type(kind)))
                for relation in cas.select("glossator.Relation"):
                    start, end = relation.Governor, relation.Dependent
                    links.append((start.get_covered_text(), relation.value, end.get_covered_text()))
                    # INCEpTION’s RelationOffsetsCheck.
                    self.assertEqual((relation.begin, relation.end), (end.begin, end.end))
            tokens = cas.select(core + "segmentation.type.Token")
            covered = [token.get_covered_text() for sentence in cas.select(core + "segmentation.type.Sentence")
                       for token in cas.select_covered(core + "segmentation.type.Token", sentence)]
            self.assertEqual(covered, [token.get_covered_text() for token in tokens])
            self.assertEqual("".join(covered), "".join(cas.sofa_string.split()))
        self.assertEqual(sorted(seen), sorted(TEXTS))
        self.assertEqual(sorted(links), sorted(links_within()))


def features_of(kind):
    return {(feature.name, feature.rangeType.name) for feature in kind.features}


class Tei(unittest.TestCase):
    def test_stand_off(self):
        from lxml import etree

        with lzma.open(Path(__file__).parent / "tei_all.rng.xz") as schema:
            grammar = etree.RelaxNG(etree.parse(schema))
        name = lambda tag: "{http://www.tei-c.org/ns/1.0}" + tag
        id = "{http://www.w3.org/XML/1998/namespace}id"
        found, links = {}, []
        for path in (EXPORT / "tei").iterdir():
            file = etree.parse(str(path))
            grammar.assertValid(file)
            (text,) = [element.text for element in file.iter(name("ab"))]
            document = file.find(f".//{name('idno')}").text
            self.assertEqual(text, TEXTS[document])
            labels = {category.get(id): category[0].text for category in file.iter(name("category"))}
            for annotation in file.iter(name("annotation")):
                start, length = map(int, re.fullmatch(r"#string-range\(text,(\d+),(\d+)\)", annotation.get("target")).groups())
                label, *meant = [labels[it[1:]] for it in annotation.get("ana").split()]
                times = [change.get("when") for change in annotation.iter(name("change"))]
                said = lambda tag: annotation.findtext(f".//{name(tag)}", "")
                found[annotation.get(id)] = [document, text[start : start + length], label, sorted(meant),
                                             said("note"), said("persName"), *times]
            links += [(found[relation.get("active")[1:]][1], relation[0].text, found[relation.get("passive")[1:]][1])
                      for relation in file.iter(name("relation"))]
        names = [NAMES.get(span["annotator"], "") for span in SPANS]
        meant = lambda span: sorted([*filter(None, [name_of(span)]), *span.get("attributes", {}).values()])
        expected = {"a-" + span["id"]: [*(span[field] for field in ["document", "quote", "label"]), meant(span), span["note"], who,
                                        span["created"], span["modified"]] for span, who in zip(SPANS, names)}
        self.assertEqual(found, expected)
        self.assertEqual(links, links_within())


class HuggingFace(unittest.TestCase):
    def test_rows(self):
        with tempfile.TemporaryDirectory() as folder:
            os.environ.update(HF_HOME=folder, HF_DATASETS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", HF_DATASETS_DISABLE_PROGRESS_BARS="1")
            from datasets import load_dataset

            file = str(EXPORT / "hugging-face/hugging-face.jsonl")
            rows = list(load_dataset("json", data_files=file, split="train", cache_dir=folder))
        self.assertEqual({row["id"]: row["text"] for row in rows}, TEXTS)
        found = [{**span, "document": row["id"]} for row in rows for span in row["spans"]]
        for span in found:
            span["attributes"].sort(key=lambda value: value["id"])
        of = lambda span: {**{field: span[field] for field in ["id", "document", "start", "end", "label", "note", "created", "modified"]},
                           "text": span["quote"], "annotator": NAMES.get(span["annotator"], ""),
                           "entity": name_of(span), "entity_id": (entity_of(span) or {"id": ""})["id"],
                           "attributes": [{"id": id, "value": value} for id, value in sorted(span.get("attributes", {}).items())]}
        key = lambda span: span["id"]
        self.assertEqual(sorted(found, key=key), sorted(map(of, SPANS), key=key))
        words = {span["id"]: span["text"] for span in found}
        links = [(words[link["from"]], link["type"], words[link["to"]]) for row in rows for link in row["relations"]]
        self.assertEqual(links, links_within())


if __name__ == "__main__":
    run()
