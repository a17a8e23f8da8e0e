//! The numbers and letters of the generated file, taken from the front.

/// What is yet to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    pub(super) numbers: &'static [u8],
    pub(super) letters: &'static str,
}

impl Source {
    /// A number: seven bits a byte, the lowest first, the eighth set in all but the last.
    #[inline]
    pub(super) fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 {
                break;
            }
        }
        number
    }

    /// A text: the number of its bytes, and these among the letters.
    #[inline]
    pub(super) fn text(&mut self) -> &'static str {
        let length = self.number();
        let (text, rest) = self.letters.split_at_checked(length).unwrap_or((self.letters, ""));
        self.letters = rest;
        text
    }

    pub(super) fn string(&mut self) -> String {
        self.text().to_owned()
    }

    /// A list: how many there are, and each.
    pub(super) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.number();
        (0..count).map(|_| item(self)).collect()
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        *all.get(self.number()).expect("the file names what there is: our tests make it")
    }

    /// One of the things that the file holds, by its place among them.
    pub(super) fn known<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        all.get(self.number()).expect("the file numbers what it holds: our tests make it")
    }
}
