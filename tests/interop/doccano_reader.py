"""Lets doccano import what Glossator exports as it would from a browser, and looks into its database.

Everything goes through doccano's own API, without a port; the database is in memory.
"""

import io
import os
import sys
import tempfile
import unittest

from golden import EXPORT, LINKS_WITHIN, PLACED, TEXTS, TITLES, run, spans_of


def start(folder):
    import backend

    # Its modules are imported by names such as `projects`.
    sys.path.append(next(iter(backend.__path__)))
    os.environ.update(DJANGO_SETTINGS_MODULE="config.settings.base", DATABASE_URL="sqlite://", MEDIA_ROOT=folder)
    import django
    from django.conf import settings
    from django.core.management import call_command

    # Otherwise uploads go to where doccano is installed.
    settings.BASE_DIR, settings.DJANGO_DRF_FILEPOND_UPLOAD_TMP = folder, folder + "/uploads"
    settings.CELERY_TASK_ALWAYS_EAGER = settings.CELERY_TASK_STORE_EAGER_RESULT = True
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("create_roles", stdout=io.StringIO())


class Doccano(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        start(cls.enterClassContext(tempfile.TemporaryDirectory()))
        from django.contrib.auth.models import User
        from django.test import Client

        cls.client = Client()
        cls.client.force_login(User.objects.create_superuser("reader"))

    def post(self, path, data, **more):
        answer = self.client.post(path, data, **more)
        self.assertLess(answer.status_code, 300, answer.content)
        return answer

    def examples(self, name, choice, **settings):
        """Contents of a new project, made with these settings, after an import of the kind that a person chooses."""
        from examples.models import Example

        kind = {"project_type": "SequenceLabeling", "resourcetype": "SequenceLabelingProject"}
        project = {"name": name, "description": name, **kind, **settings}
        number = self.post("/v1/projects", project, content_type="application/json").json()["id"]
        with (EXPORT / name / "doccano.jsonl").open("rb") as file:
            upload = self.post("/v1/fp/process/", {"filepond": file}).content.decode()
        catalog = self.client.get(f"/v1/projects/{number}/catalog").json()
        chosen = next(row for row in catalog if row["display_name"] == choice)
        order = {"format": chosen["name"], "task": chosen["task_id"], "uploadIds": [upload]}
        order |= {key: row["default"] for key, row in chosen["properties"].items()}
        task = self.post(f"/v1/projects/{number}/upload", order, content_type="application/json").json()["task_id"]
        done = self.client.get(f"/v1/tasks/status/{task}").json()
        self.assertEqual(done, {"ready": True, "result": {"error": []}, "error": None})
        return list(Example.objects.filter(project=number).order_by("id"))

    def check(self, examples):
        self.assertEqual([example.text for example in examples], list(TEXTS.values()))
        for example, document in zip(examples, TEXTS):
            self.assertEqual(example.meta, {"document": document, "title": TITLES[document]})
            found = [(span.start_offset, span.end_offset, span.label.text) for span in example.spans.all()]
            self.assertEqual(sorted(found), spans_of(document))

    def test_spans(self):
        self.check(self.examples("doccano", "JSONL", allow_overlapping=True))

    def test_relations(self):
        examples = self.examples("doccano-relations", "JSONL(Relation)", allow_overlapping=True, use_relation=True)
        self.check(examples)
        end = lambda span: (span.example.meta["document"], span.start_offset, span.end_offset, span.label.text)
        links = [link for example in examples for link in example.relations.order_by("id")]
        found = [(end(link.from_id), link.type.text, end(link.to_id)) for link in links]
        end = lambda id: tuple(PLACED[id][name] for name in ["document", "start", "end", "label"])
        self.assertEqual(found, [(end(link["from"]), link["type"], end(link["to"])) for link in LINKS_WITHIN])


if __name__ == "__main__":
    run()
