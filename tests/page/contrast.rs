//! Contrast of the tokens, computed as WCAG does: words, labels and their lines on both papers and on every fill they may have.

use glossator_core::model::look::Look;
use std::collections::HashMap;

/// A scheme: its tokens by name.
struct Scheme(HashMap<String, String>);

type Colour = [f64; 3];

/// The light scheme and the dark one, as the style sheet has them.
fn schemes() -> [Scheme; 2] {
    let sheet = include_str!("../../src/styles/tokens.css");
    let (light, rest) = sheet.split_once("@media screen").expect("the dark scheme");
    let (dark, _) = rest.split_once("@media").expect("its end");
    let tokens = |css: &str| -> HashMap<String, String> {
        let declarations = css.split(['{', '}', ';']).filter_map(|declaration| {
            let (_, declaration) = declaration.rsplit_once("--")?;
            let (name, value) = declaration.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        });
        declarations.collect()
    };
    let (light, dark) = (tokens(light), tokens(dark));
    let dark = light.clone().into_iter().chain(dark).collect();
    [Scheme(light), Scheme(dark)]
}

impl Scheme {
    fn colour(&self, name: &str) -> Colour {
        let hex = self.0.get(name).and_then(|value| value.strip_prefix('#'));
        let hex = hex.unwrap_or_else(|| panic!("no colour --{name}"));
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0)
    }

    fn share(&self, name: &str) -> f64 {
        let share = self.0.get(name).and_then(|value| value.strip_suffix('%'));
        share.unwrap_or_else(|| panic!("no share --{name}")).parse::<f64>().expect("a number") / 100.0
    }

    fn label(&self, number: usize) -> Colour {
        self.colour(&format!("l-{number}"))
    }

    /// The fill of that label over a surface.
    fn fill(&self, number: usize, share: &str, surface: &str) -> Colour {
        mixed(self.label(number), self.share(share), self.colour(surface))
    }

    /// The least contrast that a label's fill has with something.
    fn least(&self, share: &str, surface: &str, with: impl Fn(usize) -> Colour) -> f64 {
        let of = |number| contrast(with(number), self.fill(number, share, surface));
        (1..=12).map(of).fold(f64::INFINITY, f64::min)
    }
}

fn mixed(colour: Colour, share: f64, with: Colour) -> Colour {
    [0, 1, 2].map(|at| colour[at] * share + with[at] * (1.0 - share))
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |colour: Colour| {
        let linear = |it: f64| if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

#[track_caller]
fn check(what: &str, found: [f64; 2], least: [f64; 2]) {
    for (found, least) in found.into_iter().zip(least) {
        assert!(found + 0.05 > least, "{what}: {found:.2}, but at least {least} is wanted");
    }
}

#[test]
fn each_of_twelve_labels_is_read_on_both_papers() {
    let expected = [
        [5.9, 5.7, 5.7, 9.6, 5.8, 6.6, 7.1, 5.7, 9.0, 5.7, 8.9, 7.4],
        [8.2, 8.5, 8.6, 10.3, 11.3, 8.2, 11.4, 10.0, 8.0, 8.9, 7.9, 10.9],
    ];
    for (scheme, expected) in schemes().iter().zip(expected) {
        let found = (1..=12).map(|number| contrast(scheme.label(number), scheme.colour("paper")));
        for (number, (found, expected)) in found.zip(expected).enumerate() {
            assert!((found - expected).abs() < 0.1, "label {}: {found:.2} for {expected}", number + 1);
        }
    }
}

#[test]
fn the_palette_of_core_is_that_of_the_light_paper() {
    let [light, _] = schemes();
    let found: Vec<_> = Look::all().map(Look::colour).collect();
    let expected: Vec<_> = Look::all().map(|look| light.0[&format!("l-{}", look.number())].clone()).collect();
    assert_eq!(found, expected);
}

#[test]
fn words_are_read_in_every_fill_and_lines_are_seen_on_it() {
    let schemes = schemes();
    let of = |of: &dyn Fn(&Scheme) -> f64| [of(&schemes[0]), of(&schemes[1])];
    let words = |share: &'static str| of(&|it| it.least(share, "paper", |_| it.colour("ink")));
    check("words in a mark", words("tint"), [13.4, 9.2]);
    check("words in a long mark", words("tint-far"), [13.4, 9.2]);
    check("words in the open mark", words("tint-deep"), [10.4, 5.5]);
    let lines = |share: &'static str| of(&|it| it.least(share, "paper", |number| it.label(number)));
    check("a line on its own fill", lines("tint"), [4.5, 4.5]);
    check("a line on its own open fill", lines("tint-deep"), [3.8, 3.7]);
    check(
        "a letter on its tint",
        of(&|it| it.least("tint-chip", "raised", |number| it.label(number))),
        [5.0, 4.9],
    );
    check("selected words", of(&|it| contrast(it.colour("ink"), it.colour("accent-tint"))), [7.0, 7.0]);
}

#[test]
fn words_edges_and_signs_are_seen_on_every_surface() {
    let schemes = schemes();
    let least = |name: &str, surfaces: &[&str]| {
        [0, 1].map(|scheme: usize| {
            let scheme: &Scheme = &schemes[scheme];
            let of = |surface: &&str| contrast(scheme.colour(name), scheme.colour(surface));
            surfaces.iter().map(of).fold(f64::INFINITY, f64::min)
        })
    };
    let surfaces = ["paper", "side", "raised", "sunken", "hover", "chosen"];
    check("ink", least("ink", &surfaces), [13.4, 9.0]);
    check("quiet words", least("quiet", &surfaces), [5.7, 4.7]);
    check("edges of fields", least("edge", &["raised"]), [3.7, 3.7]);
    check("corners of hints", least("edge", &["paper"]), [3.5, 3.5]);
    check("the ring of the focus", least("accent", &surfaces), [4.9, 4.9]);
    check("danger", least("danger", &["paper", "side", "raised", "danger-tint"]), [6.2, 7.1]);
    for number in 1..=12 {
        let name = format!("l-{number}");
        check(
            &format!("the name of label {number}"),
            least(&name, &["side", "raised", "hover", "chosen"]),
            [4.5, 4.5],
        );
    }
}
