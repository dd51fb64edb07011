"""Lets Label Studio import what Glossator exports as it would from a browser, and looks into its database.

Everything goes through Label Studio's own API, without a port; the database is in memory.
"""

import os
import sys
import tempfile
import unittest

from golden import DEFINED, DOWNLOAD, EXPORT, LINKS_WITHIN, NAMES, PLACED, SPANS, TEXTS, TITLES, entity_of, name_of, run

SETTINGS = {
    "DJANGO_DB": "sqlite",
    "DATABASE_NAME": ":memory:",
    # Or it takes the first request for one after a long pause.
    "INACTIVITY_SESSION_TIMEOUT_ENABLED": "0",
    "COLLECT_ANALYTICS": "0",
    "LATEST_VERSION_CHECK": "0",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
}


class FromModels(dict):
    """Tables are made as the models say: the migrations end in the same, after half a minute."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


def start(folder):
    import label_studio

    # Its modules are imported by names such as `projects`.
    sys.path.append(next(iter(label_studio.__path__)))
    # With this before its name, a setting wins over those that a person may have made.
    os.environ.update({f"LABEL_STUDIO_{name}": value for name, value in {**SETTINGS, "BASE_DATA_DIR": folder}.items()})
    os.environ.update(DJANGO_SETTINGS_MODULE="core.settings.label_studio", SECRET_KEY="nobody else sees this")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = FromModels()
    # The part that reports home; it also leaves a file in the person's own folder.
    settings.MIDDLEWARE.remove("core.middleware.ContextLogMiddleware")
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


class LabelStudio(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        start(cls.enterClassContext(tempfile.TemporaryDirectory()))
        from django.test import Client
        from organizations.models import Organization
        from projects.models import Project
        from users.models import User

        user = User.objects.create_user(email="reader@example.com")
        user.active_organization = Organization.create_organization(created_by=user, title="Readers")
        user.save()
        client = Client()
        client.force_login(user)
        folder = EXPORT / "label-studio"
        project = {"title": "Golden", "label_config": (folder / "label_config.xml").read_text("utf-8")}
        number = client.post("/api/projects/", project, content_type="application/json").json()["id"]
        with (folder / "tasks.json").open("rb") as file:
            cls.answer = client.post(f"/api/projects/{number}/import", {"file": file}).json()
        cls.project = Project.objects.get(id=number)

    def results(self, kind):
        """Each result of a kind, with the task's data."""
        for task in self.project.tasks.order_by("id"):
            for annotation in task.annotations.all():
                yield from ((task.data, result) for result in annotation.result if result["type"] == kind)

    def test_labels(self):
        found = self.project.get_parsed_config()["label"]["labels"]
        self.assertEqual(found, [label["id"] for label in DOWNLOAD["labels"]])

    def test_texts(self):
        self.assertEqual(self.answer["task_count"], len(TEXTS), self.answer)
        expected = [{"text": text, "document": id, "title": TITLES[id]} for id, text in TEXTS.items()]
        self.assertEqual([task.data for task in self.project.tasks.order_by("id")], expected)

    def test_spans(self):
        self.assertEqual(sorted(result["id"] for _, result in self.results("labels")), sorted(PLACED))
        for data, result in self.results("labels"):
            span, value, meta = PLACED[result["id"]], result["value"], result["meta"]
            self.assertEqual(data["document"], span["document"])
            self.assertEqual((value["start"], value["end"], value["labels"]), (span["start"], span["end"], [span["label"]]))
            self.assertEqual((value["text"], data["text"][value["start"] : value["end"]]), (span["quote"], span["quote"]))
            self.assertEqual("".join(meta.get("text", [])), span["note"])
            self.assertEqual((meta.get("entity", ""), meta.get("entity_id", "")),
                             (name_of(span), (entity_of(span) or {"id": ""})["id"]))
            self.assertEqual(meta["annotator"], NAMES.get(span["annotator"], ""))
            self.assertEqual((meta["created"], meta["modified"]), (span["created"], span["modified"]))

    def test_values(self):
        found = []
        for kind, name in [("choices", "choices"), ("textarea", "text")]:
            for _, result in self.results(kind):
                span = PLACED[result["id"]]
                self.assertEqual((result["value"]["start"], result["value"]["end"]), (span["start"], span["end"]))
                found += [(result["id"], result["from_name"], *result["value"][name])]
        expected = [(span["id"], f"{span['label']}.{id}", value) for span in SPANS
                    for id, value in span.get("attributes", {}).items() if (span["label"], id) in DEFINED]
        self.assertEqual(sorted(found), sorted(expected))

    def test_relations(self):
        found = [(result["from_id"], result["labels"], result["to_id"]) for _, result in self.results("relation")]
        self.assertEqual(found, [(link["from"], [link["type"]], link["to"]) for link in LINKS_WITHIN])

    def test_spans_fit_the_configuration(self):
        from label_studio_sdk.label_interface import LabelInterface

        interface = LabelInterface(self.project.label_config)
        interface.validate()
        for kind in ["labels", "choices", "textarea"]:
            for _, result in self.results(kind):
                self.assertTrue(interface.validate_region(result), result)


if __name__ == "__main__":
    run()
