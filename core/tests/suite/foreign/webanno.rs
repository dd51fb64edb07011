//! WebAnno TSV: features, chains, links and layers are taken in, or counted.

use super::brat::shown;
use glossator_core::formats::{self, RawFile};

#[track_caller]
fn check(content: &str, expected: &[&str], said: &[&str]) {
    let content = format!("#FORMAT=WebAnno TSV 3.3\n{content}");
    let (found, findings) = shown(&formats::read("a.tsv", content.as_bytes()).expect("a file"));
    assert_eq!(
        (found.iter().map(|it| &**it).collect::<Vec<_>>(), findings),
        (expected.to_vec(), said.iter().map(ToString::to_string).collect())
    );
}

#[test]
fn every_feature_is_kept() {
    check(
        "#T_SP=webanno.custom.Statement|speaker|certainty|comment\n\n\n#Text=Mara met Ivo\n1-1\t0-4\tMara\tpolitician\tsure\tis she?\t\n1-2\t5-8\tmet\t_\t_\t_\t\n1-3\t9-12\tIvo\tjournalist\tunsure\t*\t\n",
        &[
            "politician Mara “is she?” layer=\"webanno.custom.Statement\" feature=\"speaker\" certainty=\"sure\"",
            "journalist Ivo layer=\"webanno.custom.Statement\" feature=\"speaker\" certainty=\"unsure\"",
        ],
        &[],
    );
    check(
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n#T_SP=webanno.custom.Mark|\n\n\n#Text=Mara met Ivo\n1-1\t0-4\tMara\thttp\\://x\tPER\t*\t\n1-2\t5-8\tmet\t_\t_\t_\t\n1-3\t9-12\tIvo\tQ1\t*\t_\t\n",
        &["PER Mara identifier=\"http://x\"", "Mark Mara", "NamedEntity Ivo identifier=\"Q1\""],
        &[],
    );
    check(
        "#T_SP=webanno.custom.A|note\n#T_RL=webanno.custom.Link|kind|sure|BT_webanno.custom.A\n\n\n#Text=Mara met Ivo\n1-1\t0-4\tMara\tx\t_\t_\t_\t\n1-2\t5-8\tmet\t_\t_\t_\t_\t\n1-3\t9-12\tIvo\t*\tby\tyes\t1-1\t\n",
        &[
            "A Mara “x”",
            "A Ivo",
            "by: Mara → Ivo layer=\"webanno.custom.Link\" feature=\"kind\" sure=\"yes\"",
        ],
        &[],
    );
}

#[test]
fn chains_are_mentions_with_relations() {
    check(
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceRelation|referenceType\n\n\n#Text=Mara met Ivo\n1-1\t0-4\tMara\t*->1-1\tperson[1]\t\n1-2\t5-8\tmet\t_\t_\t\n1-3\t9-12\tIvo\t*->2-1\tperson[2]\t\n",
        &[
            "person Mara layer=\"de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink\" feature=\"referenceType\"",
            "person Ivo layer=\"de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink\" feature=\"referenceType\"",
        ],
        &[],
    );
    // A mention of two tokens, two at one token, a type that leads nowhere.
    check(
        "#T_CH=x.Link|referenceType|referenceRelation\n\n\n#Text=He saw his old hat\n1-1\t0-2\tHe\t*[1]|*[2]\tcoref->1-1|coref->2-1\t\n1-2\t3-6\tsaw\t_\t_\t\n1-3\t7-10\this\t*[1]\t*->1-2\t\n1-4\t11-14\told\t*[1]\t*->1-2\t\n1-5\t15-18\that\t*[1]\t*->1-3\t\n",
        &["Link He", "Link He", "Link his old", "Link hat", "coref: He → his old", "Link: his old → hat"],
        &["line 6: expected TwoAnnotations, found Word(\"coref\")"],
    );
}

#[test]
fn links_of_features_are_relations() {
    check(
        "#T_SP=x.Span|\n#T_SP=x.Host|kind|ROLE_x.Host:links_x.LinkType|x.Span\n\n\n#Text=This is a test .\n1-1\t0-4\tThis\t_\tframe\tp1;*\t1-2[1];1-4[2]\t\n1-2\t5-7\tis\t*[1]\t_\t_\t_\t\n1-3\t8-9\ta\t*[1]\t_\t_\t_\t\n1-4\t10-14\ttest\t*[2]\t_\t_\t_\t\n1-5\t15-16\t.\t*[2]\t_\t_\t_\t\n",
        &[
            "frame This layer=\"x.Host\" feature=\"kind\"",
            "Span is a",
            "Span test .",
            "p1: This → is a",
            "links: This → test .",
        ],
        &[],
    );
    check(
        "#T_SP=x.Span|\n#T_SP=x.Host|ROLE_x.Host:links_x.LinkType|x.Span\n\n\n#Text=This is\n1-1\t0-4\tThis\t_\tp1[3]|p2;p3[4]\t1-2|1-2;1-9\t\n1-2\t5-7\tis\t*\tp1[3]\t1-2\t\n",
        &["Host This is", "Host This", "Span is", "p1: This is → is", "p2: This → is"],
        &["line 7: expected TwoAnnotations, found Word(\"x.Span 1-9\")"],
    );
}

#[test]
fn layers_of_programs_are_counted() {
    check(
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n#T_RL=de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency|DependencyType|BT_de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS\n#T_SP=x.A|v\n\n\n#Text=Mara met Ivo\n1-1\t0-4\tMara\tNE\tSB\t1-2\tx\t\n1-2\t5-8\tmet\tVV[1]|VX[2]\tROOT\t1-2\t_\t\n1-3\t9-12\tIvo\tNE|VV[1]\t_\t_\t_\t\n",
        &["x Mara layer=\"x.A\" feature=\"v\""],
        &[
            "left out: 4 Layers \"de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS\"",
            "left out: 2 Layers \"de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency\"",
        ],
    );
}

#[test]
fn the_text_of_a_project_is_the_text_of_its_annotations() {
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.A|v\n\n\n#Text=Mara came.\n1-1\t0-4\tMara\tx\t\n1-2\t5-9\tcame\t_\t\n1-3\t9-10\t.\t_\t\n\n#Text=Ivo went.\n2-1\t12-15\tIvo\ty\t\n2-2\t16-20\twent\t_\t\n2-3\t20-21\t.\t_\t\n";
    let files = [
        RawFile::new("source/e.txt", &b"Mara came.\n\nIvo went.\n"[..]),
        RawFile::new("annotation/e.txt/ana.tsv", tsv.as_bytes()),
        RawFile::new("annotation/e.txt/bob.tsv", tsv.as_bytes()),
    ];
    let incoming = formats::read_together(&files).expect("a project");
    let ids: Vec<_> = incoming.documents.iter().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, ["e"]);
    assert_eq!(incoming.annotations.len(), 4);
    assert!(incoming.annotations.iter().all(|it| &*it.document.0 == "e"));
}
