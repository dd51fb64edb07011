//! Places: the parts of the page that take the room below the bar, and the ways between them.

use crate::kit::Page;
use glossator::app::effect::{Effect, Target};
use glossator::app::intent::{self, Intent};
use glossator::app::keys::Focus;
use glossator::app::place::Place;

fn place(page: &Page) -> Place {
    page.read(|state| state.place)
}

#[test]
fn the_focus_goes_to_the_name_of_a_place_and_escape_leads_back_to_the_article() {
    let page = Page::of("[actor:Erdogan] met Sharif.");
    page.send(Intent::Go(Place::Articles));
    assert_eq!((place(&page), page.focus()), (Place::Articles, Some(Target::Page)));
    assert!(page.press_in(Focus::Elsewhere, "Escape"));
    let effects = page.effects();
    assert_eq!(place(&page), Place::Read);
    assert!(effects.contains(&Effect::ComeBack), "{effects:?}");
    assert!(effects.contains(&Effect::Focus(Target::Reader)), "{effects:?}");
}

#[test]
fn going_where_one_is_does_nothing() {
    let page = Page::of("Erdogan met Sharif.");
    page.send(Intent::Go(Place::Read));
    assert_eq!(page.effects(), Vec::new());
}

#[test]
fn where_no_article_is_in_view_keys_tag_nothing() {
    let page = Page::of("Erdogan met Sharif.");
    page.select("Sharif");
    page.send(Intent::Go(Place::Articles));
    assert_eq!(page.selected(), "");
    assert!(!page.press_in(Focus::Elsewhere, "1"));
    assert_eq!(page.marked("a"), "Erdogan met Sharif.");
}

#[test]
fn undo_and_search_have_their_keys_everywhere() {
    let page = Page::of("[actor:Erdogan] met Sharif.");
    page.send(Intent::Go(Place::Articles));
    assert!(page.press_in(Focus::Elsewhere, "Control+z"));
    assert_eq!(page.marked("a"), "Erdogan met Sharif.");
    assert!(page.press_in(Focus::Elsewhere, "/"));
    assert!(page.read(|state| state.search.panel.is_some()));
}

#[test]
fn whatever_shows_an_article_leads_to_it() {
    let check = |what: &str, intent: &dyn Fn(&Page) -> Intent| {
        let page = Page::with(&[("a", "[actor:Erdogan] met Sharif."), ("b", "Nobody.")]);
        page.send(Intent::Go(Place::Articles));
        page.send(intent(&page));
        assert_eq!(place(&page), Place::Read, "{what}");
    };
    check("an article of the list", &|_| intent::Articles::Choose("a".into()).into());
    check("an annotation", &|page| intent::Annotations::Open(page.id("Erdogan")).into());
    check("words that were found", &|page| intent::Search::Choose("a".into(), page.span("Sharif")).into());
}
