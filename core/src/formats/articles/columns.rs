//! Columns: the meaning of a column, a field or a label, guessed by its name in several languages.
//!
//! It does not know what is in them.

use crate::import::Meaning;
use std::collections::HashSet;

/// Meaning of that name; `None` if it is no usual one.
pub fn meaning(name: &str) -> Option<Meaning> {
    let name = plain(name);
    if TEXT.contains(&&*name) {
        return Some(Meaning::Text);
    }
    if ID.contains(&&*name) {
        return Some(Meaning::Id);
    }
    let (attribute, _) = ATTRIBUTES.iter().find(|(_, names)| names.contains(&&*name))?;
    Some(Meaning::Attribute((*attribute).into()))
}

/// Meanings of columns by their names: the most usual name counts, and the others are fields of their own.
pub fn meanings<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Meaning> {
    let names: Vec<_> = names.map(plain).collect();
    let rank = |all: &[&str], name: &String| all.iter().position(|other| other == name);
    let first = |all: &[&str]| {
        let ranked = names.iter().enumerate().filter_map(|(place, name)| Some((rank(all, name)?, place)));
        ranked.min().map(|(_, place)| place)
    };
    let mut meanings = vec![Meaning::Field; names.len()];
    let mut taken = HashSet::new();
    let kinds = [(Meaning::Text, &TEXT[..]), (Meaning::Id, &ID[..])];
    let attributes = ATTRIBUTES.iter().map(|(id, all)| (Meaning::Attribute((*id).into()), *all));
    for (meaning, all) in kinds.into_iter().chain(attributes) {
        if let Some(place) = first(all).filter(|place| taken.insert(*place)) {
            meanings[place] = meaning;
        }
    }
    meanings
}

/// Name in small letters, with one blank between its words.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    let mut before = ' ';
    for letter in name.trim_matches(['\u{feff}', '"', ' ', '\t', '\r']).chars() {
        if letter.is_uppercase() && before.is_lowercase()
            || !letter.is_alphanumeric() && !plain.ends_with(' ')
        {
            plain.push(' ');
        }
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        }
        before = letter;
    }
    plain.trim().to_owned()
}

/// Names of the text: in English, of programs that gather news, in other languages.
const TEXT: [&str; 32] = [
    "text",
    "article text",
    "full text",
    "fulltext",
    "maintext",
    "main text",
    "article body",
    "articlebody",
    "body",
    "body text",
    "content",
    "contents",
    "raw text",
    "plain text",
    "article",
    "story",
    "texte",
    "texte intégral",
    "contenu",
    "volltext",
    "inhalt",
    "artikeltext",
    "texto",
    "texto completo",
    "contenido",
    "cuerpo",
    "conteúdo",
    "testo",
    "metin",
    "текст",
    "正文",
    "data",
];

const ID: [&str; 6] = ["document", "document id", "doc id", "article id", "id", "guid"];

/// Names of attributes, the most usual first.
const ATTRIBUTES: [(&str, &[&str]); 9] = [
    (
        "outlet",
        &[
            "outlet",
            "outlet name",
            "media outlet",
            "media name",
            "newspaper",
            "publication",
            "publication title",
            "publication name",
            "publisher",
            "medium",
            "media",
            "site name",
            "sitename",
            "source",
            "source name",
            "news source",
            "source domain",
            "journal",
            "zeitung",
            "quelle",
            "média",
            "journal source",
            "medio",
            "fuente",
            "periódico",
            "diario",
            "testata",
            "fonte",
            "veículo",
            "jornal",
            "krant",
            "bron",
            "gazete",
            "kaynak",
            "источник",
            "издание",
            "source hostname",
            "hostname",
            "domain",
            "媒体",
        ],
    ),
    (
        "date",
        &[
            "date",
            "publication date",
            "date published",
            "published date",
            "publish date",
            "date publish",
            "published at",
            "published on",
            "published",
            "pubdate",
            "pub date",
            "day",
            "datum",
            "veröffentlicht",
            "erscheinungsdatum",
            "date de publication",
            "fecha",
            "fecha de publicación",
            "data",
            "data di pubblicazione",
            "data de publicação",
            "tarih",
            "дата",
            "日期",
        ],
    ),
    (
        "headline",
        &[
            "headline",
            "title",
            "article title",
            "titel",
            "schlagzeile",
            "überschrift",
            "titre",
            "título",
            "titulo",
            "titular",
            "titolo",
            "kop",
            "başlık",
            "заголовок",
            "标题",
        ],
    ),
    (
        "author",
        &[
            "author",
            "authors",
            "byline",
            "by",
            "reporter",
            "journalist",
            "autor",
            "autorin",
            "autoren",
            "verfasser",
            "auteur",
            "auteurs",
            "autores",
            "autore",
            "yazar",
            "автор",
            "作者",
        ],
    ),
    (
        "address",
        &[
            "address",
            "url",
            "link",
            "article url",
            "web url",
            "source url",
            "permalink",
            "uri",
            "adresse",
            "lien",
            "enlace",
        ],
    ),
    ("language", &["language", "lang", "langue", "sprache", "idioma", "lingua", "taal", "dil", "язык"]),
    (
        "section",
        &[
            "section",
            "desk",
            "category",
            "categories",
            "ressort",
            "rubrik",
            "rubrique",
            "sección",
            "sezione",
            "seção",
            "rubriek",
        ],
    ),
    ("kind", &["kind", "article kind"]),
    (
        "retrieved",
        &[
            "retrieved",
            "retrieved at",
            "accessed",
            "date accessed",
            "date download",
            "downloaded",
            "filedate",
            "scraped at",
            "crawled at",
            "abgerufen",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names_in_several_languages() {
        let check = |names: &str, expected: &str| {
            let word = |meaning: &Meaning| match meaning {
                Meaning::Text => "TEXT".to_owned(),
                Meaning::Id => "ID".to_owned(),
                Meaning::Attribute(id) => id.to_string(),
                Meaning::Field | Meaning::Nothing => "-".to_owned(),
            };
            let found: Vec<_> = meanings(names.split(',')).iter().map(word).collect();
            assert_eq!(found.join(","), expected, "{names}");
        };
        check("id,title,outlet,date,text", "ID,headline,outlet,date,TEXT");
        check("Titel,Zeitung,Datum,Volltext,Seite", "headline,outlet,date,TEXT,-");
        check("titre,source,date,texte,auteur", "headline,outlet,date,TEXT,author");
        check("title,content,publishedAt,url,source_name", "headline,TEXT,date,address,outlet");
        check("source,publication,text,raw_text", "-,outlet,TEXT,-");
        check("maintext,source_domain,date_publish,date_download", "TEXT,outlet,date,retrieved");
        check("data,testo,titolo,testata", "date,TEXT,headline,outlet");
        check("data,label", "TEXT,-");
    }
}
