//! The example, a careful coding of the three articles: what the queries find in it, held against counts that were made
//! without them.

use super::passages::passages;
use super::{cells_of, golden};
use glossator_core::corpus::{Corpus, Seed};
use glossator_core::formats;
use glossator_core::import;
use glossator_core::model::annotation::Annotation;
use glossator_core::model::attribute::{Attributes, FORM};
use glossator_core::model::record::{Field, Kind, Record, RecordKey};
use glossator_core::query::matrix::{By, Cell, Filter, Matrix, Order, Row, Sign, Speaker, Within, claims_of};
use glossator_core::query::naming::{Counted, naming};
use glossator_core::query::passages::Differences;
use glossator_core::query::speakers::{Speakers, Who, speakers};
use glossator_core::query::stance::{Form, Links, Stance, State, Voice, value};
use glossator_core::query::suggestions::{Vocabulary, near};
use glossator_core::query::unfinished::{Lack, Left, Use, lack};
use glossator_fixture::Fixture;
use glossator_fixture::language::Unicode;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::rc::Rc;

const SEEDS: [Seed<'_>; 3] = [
    Seed {
        id: "000_004251e0744beef0",
        text: include_str!("../../../seeds/000_004251e0744beef0.txt"),
        attributes: &[],
    },
    Seed {
        id: "001_501a68fc815b2a88",
        text: include_str!("../../../seeds/001_501a68fc815b2a88.txt"),
        attributes: &[],
    },
    Seed {
        id: "002_f93eef85ecef91a6",
        text: include_str!("../../../seeds/002_f93eef85ecef91a6.txt"),
        attributes: &[],
    },
];

/// The example as a project of its own.
fn example() -> Corpus {
    let mut it = Fixture { corpus: Corpus::new(SEEDS), ..Fixture::new(&[]).expect("nothing") };
    let file = include_bytes!("../../../seeds/example/istanbul-meeting.json");
    let incoming = Rc::new(formats::read("example.json", file).expect("a download"));
    let moment = it.next_moment();
    it.apply(import::plan(&it.corpus, &incoming, &moment).transaction.expect("all is new"));
    it.corpus
}

fn claims(corpus: &Corpus) -> Vec<&Rc<Annotation>> {
    let all = corpus.documents().flat_map(|document| document.annotations());
    all.filter(|annotation| &*annotation.label.0 == "claim").collect()
}

fn quote<'a>(corpus: &'a Corpus, annotation: &'a Annotation) -> &'a str {
    annotation.quote(&corpus.document(&annotation.document).expect("its article").text)
}

#[test]
fn names_are_counted_by_outlet() {
    let corpus = example();
    let mut found = String::new();
    for (quoted, pronouns) in [(true, false), (true, true), (false, false), (false, true)] {
        let word = |is_counted| if is_counted { "counted" } else { "left out" };
        writeln!(found, "# within marks {}, pronouns {}", word(quoted), word(pronouns)).expect("a string");
        for label in ["actor", "location"] {
            let naming = naming(&corpus, &label.into(), Counted { pronouns, quoted });
            assert!(naming.loose.is_empty());
            for row in &naming.rows {
                write!(found, "{label} {} {}", row.name, row.mentions.len()).expect("a string");
                for cell in &row.cells {
                    let (outlet, first) = (&naming.outlets[cell.outlet].name, cell.first.expect("a place"));
                    let names = cell.names.iter().map(|it| format!("{} {}", it.words, it.mentions.len()));
                    let names = names.collect::<Vec<_>>().join(" · ");
                    write!(found, " | {outlet} {} %: {names}", first.percent()).expect("a string");
                }
                found.push('\n');
            }
        }
    }
    golden::check("example/names.txt", &found);
}

#[test]
fn speakers_are_counted_by_outlet() {
    let corpus = example();
    let mut found = String::new();
    for Speakers { outlet, named, nobody, own, cues } in speakers(&corpus, &Unicode) {
        let attributed: usize = named.iter().map(|speaker| speaker.claims.len()).sum();
        let (name, nobody, own) = (outlet.name, nobody.len(), own.len());
        writeln!(found, "{name}: {attributed} attributed, {nobody} to nobody, {own} own").expect("a string");
        for speaker in named {
            let Who::Entity(entity) = speaker.who else { panic!("each speaker has an entity") };
            let name = &corpus.entities().get(&entity).expect("it is here").name;
            writeln!(found, "  {name}: {} claims, {} words", speaker.claims.len(), speaker.words)
                .expect("a string");
        }
        let cues = cues.iter().map(|cue| format!("{} {}", cue.words, cue.claims.len()));
        writeln!(found, "  cues: {}", cues.collect::<Vec<_>>().join(", ")).expect("a string");
    }
    golden::check("example/speakers.txt", &found);
}

#[test]
fn the_form_that_the_marks_show_is_the_one_that_was_coded() {
    let corpus = example();
    let mut all = 0;
    for claim in claims(&corpus) {
        let links = Links::of(&corpus, claim);
        let stored = Form::of_word(value(&corpus, claim, FORM)).expect("it is coded");
        let others = claim.attributes.fields().filter(|(field, _)| *field != Field::Attribute(FORM.into()));
        let bare = Annotation { attributes: Attributes::of(&Record::of(others)), ..(**claim).clone() };
        let guessed = Stance::of(&corpus, &bare, &links);
        assert_eq!((guessed.form, guessed.is_guessed), (stored, true), "{}", quote(&corpus, claim));
        all += 1;
    }
    assert_eq!(all, 62);
}

#[test]
fn states_are_told_apart() {
    let corpus = example();
    let mut states: BTreeMap<State, usize> = BTreeMap::new();
    for claim in claims(&corpus) {
        let stance = Stance::of(&corpus, claim, &Links::of(&corpus, claim));
        assert_eq!(stance.voice == Voice::Own, stance.form == Form::None, "{}", quote(&corpus, claim));
        *states.entry(stance.state()).or_default() += 1;
    }
    let states: Vec<_> = states.iter().map(|(state, count)| format!("{} {count}", state.word())).collect();
    assert_eq!(states.join(", "), "asserts 25, attributes 31, attributes-nobody 3, attributes-denial 3");
}

#[test]
fn the_speaker_is_mostly_among_the_nearest() {
    let corpus = example();
    let mut ranks: Vec<usize> = Vec::new();
    for claim in claims(&corpus) {
        let Some(speaker) = Links::of(&corpus, claim).said_by else { continue };
        let entity = corpus.entities().of(speaker).expect("an entity");
        let near = near(&corpus, claim, &"actor".into());
        let ids: BTreeSet<_> = near.iter().filter_map(|near| Some(&near.entity.as_ref()?.id)).collect();
        assert_eq!(ids.len(), near.len());
        ranks.extend(near.iter().position(|near| near.entity.as_ref() == Some(entity)));
    }
    let upto = |rank| ranks.iter().filter(|it| **it < rank).count();
    assert_eq!((upto(1), upto(2), ranks.len()), (22, 30, 34));
}

/// Claims in the order in which they are read, and groups as they are made: of the claims whose group has one already, how
/// often it is suggested first, and how often among three.
#[test]
fn the_group_of_a_claim_is_mostly_suggested_first() {
    let whole = example();
    let is_group = |key: &RecordKey| key.kind == Kind::Entity && key.id.starts_with("claim:");
    let is_grouping = |key: &RecordKey, field: &Field| is_group(key) || *field == Field::Entity;
    let (grouping, others): (Vec<_>, Vec<_>) =
        cells_of(&whole).into_iter().partition(|(key, field, _)| is_grouping(key, field));
    let (mut corpus, _) = Corpus::new(SEEDS).merge([], others);
    let (mut first, mut among_three, mut all) = (0, 0, 0);
    for claim in claims(&whole) {
        let Some(entity) = whole.entities().of(claim) else { continue };
        if corpus.entities().get(&entity.id).is_some() {
            let vocabulary = Vocabulary::of(&corpus, &claim.label, &Unicode);
            let suggested = vocabulary.suggestions(&[quote(&whole, claim)], &Unicode);
            let rank = suggested.iter().position(|suggestion| suggestion.entity.id == entity.id);
            first += usize::from(rank == Some(0));
            among_three += usize::from(rank.is_some_and(|rank| rank < 3));
            all += 1;
        }
        let new = grouping.iter().filter(|(key, ..)| *key == claim.id.key() || *key == entity.id.key());
        corpus = corpus.merge([], new.cloned()).0;
    }
    assert_eq!((first, among_three, all), (25, 28, 36));
}

#[test]
fn one_claim_is_left_to_do() {
    let corpus = example();
    let used = Use::of(&corpus);
    assert_eq!(used, Use { any: true, groups: true });
    let counts: Vec<_> = corpus.documents().map(|document| Left::of(&corpus, used, document)).collect();
    assert_eq!(counts.iter().map(|left| left.sum()).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!(counts.iter().map(|left| left.all_claims).sum::<usize>(), claims(&corpus).len());
    let last = corpus.documents().last().expect("three articles");
    let left = last.annotations().filter_map(|one| Some((lack(&corpus, used, one)?, quote(&corpus, one))));
    let left: Vec<_> = left.collect();
    let railway = "the Istanbul–Tehran–Islamabad railway line should be made more efficient";
    assert_eq!(left, [(Lack::Group, railway)]);
}

/// A row in words.
fn in_words(matrix: &Matrix, row: &Row) -> String {
    let mut found = format!("{}{}\n", if row.is_contested() { "⚔ " } else { "" }, row.group.name);
    for (column, cell) in matrix.columns.iter().zip(&row.cells) {
        let lines = cell.lines.iter().map(|line| {
            let speaker = match &line.speaker {
                Some(Speaker::Entity(name, _)) => format!(" {name}"),
                Some(Speaker::Words(words)) => format!(" “{words}”"),
                None => String::new(),
            };
            format!("{}{speaker} ×{}: {}", line.state.word(), line.claims.len(), line.quote)
        });
        let mut lines: Vec<_> = lines.collect();
        match cell.sign() {
            Sign::Contested => lines.push("contested".to_owned()),
            Sign::State(_) => {}
            Sign::Absent => lines.push("absent".to_owned()),
            Sign::Open => lines.push("open".to_owned()),
        }
        writeln!(found, "  {}: {}", column.name, lines.join(" | ")).expect("a string");
    }
    found
}

#[test]
fn each_cell_of_the_matrix_says_who_says_it_and_where_it_is_missing() {
    let corpus = example();
    let matrix = Matrix::of(&corpus, &By::Attribute("outlet".into()));
    let mut found = String::new();
    for at in matrix.rows(&corpus, &Filter::All, &Order::Contested) {
        found += &in_words(&matrix, &matrix.rows[at]);
    }
    for (at, column) in matrix.columns.iter().enumerate() {
        let [only, missing, not] =
            [Filter::OnlyIn(Some(at)), Filter::MissingIn(Some(at)), Filter::AbsentIn(at)]
                .map(|filter| matrix.count(&filter));
        let covered = matrix.count(&Filter::In(at));
        assert_eq!(matrix.sums()[at], [covered, only, missing]);
        writeln!(found, "{}: covered {covered}, only here {only}, missing where all others have it {missing}, not here {not}", column.name)
            .expect("a string");
        writeln!(found, "  own voice {} of {}", column.own, column.claims).expect("a string");
    }
    writeln!(
        found,
        "contested {} (in an article {}, between outlets {}, with one speaker {}), only in one {}, missing in one {}, \
         own voice and attributed {}, open {}, in no group {}",
        matrix.count(&Filter::Contested(Within::Row)),
        matrix.count(&Filter::Contested(Within::Article)),
        matrix.count(&Filter::Contested(Within::Columns)),
        matrix.count(&Filter::Contested(Within::Speaker)),
        matrix.count(&Filter::OnlyIn(None)),
        matrix.count(&Filter::MissingIn(None)),
        matrix.count(&Filter::OwnAndAttributed),
        matrix.count(&Filter::Open),
        matrix.loose.len()
    )
    .expect("a string");
    golden::check("example/matrix.txt", &found);
}

#[test]
fn four_passages_stand_in_two_of_the_articles_each() {
    let corpus = example();
    let mut found = String::new();
    for passage in passages(&corpus) {
        writeln!(found, "{} {:?}", passage.words, passage.kind).expect("a string");
        let differences = Differences::of(&corpus, &passage, &Unicode);
        for ((id, span), others) in [(&passage.left, differences.left), (&passage.right, differences.right)] {
            let document = corpus.document(id).expect("its article");
            let content = document.text.content();
            let others: Vec<_> = others.iter().map(|span| format!("[{}]", span.of(content))).collect();
            writeln!(found, "  {id}: {}", span.of(content)).expect("a string");
            writeln!(found, "    differs: {}", others.join(" ")).expect("a string");
        }
    }
    golden::check("example/passages.txt", &found);
}

#[test]
fn side_by_side_shows_each_place_of_a_claim_in_the_order_of_the_text() {
    let corpus = example();
    let ids: Vec<_> = corpus.documents().map(|document| document.id.clone()).collect();
    let mut found = String::new();
    for group in corpus.entities().in_order().into_iter().filter(|entity| &*entity.label.0 == "claim") {
        writeln!(found, "{}", group.name).expect("a string");
        for id in &ids {
            let text = &corpus.document(id).expect("an article").text;
            let places = claims_of(&corpus, &group.id, id).into_iter().filter_map(|claim| claim.span());
            let places = places
                .map(|span| text.code_point_ends(span))
                .map(|(from, to)| format!("{}-{}", from.0, to.0));
            let places: Vec<_> = places.collect();
            let cell = Cell::of(&corpus, &group.id, id).expect("both are there");
            let words = if cell.is_present() { places.join(" ") } else { cell.words() };
            writeln!(found, "  {id}: {words}").expect("a string");
        }
    }
    golden::check("example/places.txt", &found);
}
