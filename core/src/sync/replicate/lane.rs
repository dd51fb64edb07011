//! Lanes: requests of one kind, one at a time, with the time before which there is no other.

/// See the module. Times are in milliseconds.
#[derive(Debug, Default)]
pub(super) struct Lane {
    is_asked: bool,
    /// Time of the last request.
    begun: u64,
    /// Failures since the last answer.
    failures: u32,
    not_before: u64,
}

impl Lane {
    /// Time after which somebody who was not let in asks again.
    const SHUT_OUT: u64 = 5_000;

    /// Shortest and longest time after a failure. It doubles with each.
    const RETRY: (u64, u64) = (200, 30_000);

    /// Begins a request, if there can be one now.
    pub fn begins(&mut self, now: u64) -> bool {
        let begins = self.due().is_some_and(|due| due <= now);
        if begins {
            (self.is_asked, self.begun) = (true, now);
        }
        begins
    }

    /// Time from which on there can be another request, if none is under way.
    pub fn due(&self) -> Option<u64> {
        (!self.is_asked).then_some(self.not_before)
    }

    /// True while a request is under way.
    pub fn is_asked(&self) -> bool {
        self.is_asked
    }

    /// The request was answered.
    pub fn succeed(&mut self, now: u64) {
        *self = Self { begun: self.begun, not_before: now, ..Self::default() };
    }

    /// The request failed.
    pub fn fail(&mut self, now: u64) {
        let (shortest, longest) = Self::RETRY;
        self.is_asked = false;
        self.not_before = now + (shortest << self.failures.min(10)).min(longest);
        self.failures += 1;
    }

    /// The person is not let in, which may change.
    pub fn shut_out(&mut self, now: u64) {
        (self.failures, self.not_before) = (0, now + Self::SHUT_OUT);
    }

    /// Nothing more is to be expected before so many milliseconds after the last request. A request that took
    /// longer is followed by the next one without a rest.
    pub fn rest(&mut self, millis: u64) {
        self.not_before = self.not_before.max(self.begun + millis);
    }

    /// The next request is another one.
    pub fn hurry(&mut self) {
        self.not_before = 0;
    }
}
