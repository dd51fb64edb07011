//! The fate of a request on its way to the server and back.

use super::World;
use glossator_core::sync::couch;
use glossator_core::sync::request::Failure;

/// Fate of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is lost.
    NotAsked,
    /// The server does what it asks, and the answer is lost.
    NotHeard,
    /// Something in between asks again.
    AskedTwice,
    /// The page is gone before anything of the answer is stored.
    NotStored,
    Answered,
}

const FATES: [Fate; 16] = {
    let mut fates = [Fate::Answered; 16];
    (fates[0], fates[1], fates[2], fates[3]) =
        (Fate::NotAsked, Fate::NotHeard, Fate::AskedTwice, Fate::NotStored);
    fates
};

impl World {
    /// Requests are made, and one of those under way comes to an end.
    pub fn talk(&mut self, who: usize) {
        self.offer(who);
        let person = &mut self.people[who];
        let Some(replication) = &mut person.replication else { return };
        person.asked.extend(replication.requests(self.time));
        if person.asked.is_empty() {
            return;
        }
        let request = person.asked.remove(self.chance.below(person.asked.len()));
        let http = couch::http(&request, "project");
        let number = self.calls;
        self.calls += 1;
        let fate = match self.failing.take_if(|(at, _)| *at == number) {
            Some((_, fate)) => fate,
            None if self.is_rough => FATES[self.chance.below(FATES.len())],
            None => Fate::Answered,
        };
        let is_shared = self.cloud.is_some();
        let mut ask = || {
            if is_shared {
                return person.disc.answer(&request, self.time);
            }
            let (status, body) = self.server.answer(&person.name, &http);
            couch::answer(&request, status, &body)
        };
        let answer = match fate {
            Fate::NotAsked => Err(Failure::Unreachable),
            // Of what is read in the page itself nothing is lost on the way, or comes twice.
            Fate::NotHeard | Fate::AskedTwice if is_shared => ask(),
            Fate::NotHeard => ask().and(Err(Failure::Unreachable)),
            Fate::AskedTwice => ask().and_then(|_| ask()),
            Fate::Answered | Fate::NotStored => ask(),
        };
        let received = replication.answer(&request, answer, self.time);
        if fate == Fate::NotStored {
            person.replication = None;
            person.browser.close(person.pages[0].tab.number);
            return;
        }
        self.received += received.docs.len() + received.gone.len();
        for id in &received.gone {
            person.docs.remove(id);
        }
        person.docs.extend(received.docs.iter().map(|doc| (doc.id.clone(), doc.clone())));
        person.checkpoint = received.checkpoint.or(person.checkpoint.take());
        let team = received.team.is_some().then(|| person.team());
        for page in &mut person.pages {
            let outcome = match &team {
                Some(team) => page.editor.join(team, &person.name, person.docs.values()),
                None => page.editor.hear(&received.docs, received.is_news),
            };
            assert_eq!(outcome.damaged, []);
        }
        self.offer(who);
    }
}
