//! Typed ids: indices into the arrays of a model.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the entry at this index. A case holds fewer than 2³² of anything, as its files are under 4 GiB.
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The index of its entry.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A person, organisation, place, term or thing.
    EntityId,
    /// An event.
    EventId,
    /// A source.
    SourceId,
    /// A claim.
    ClaimId,
    /// A clause of a claim: the unit of every quarrel. They rise in the order of the files, and there are some that no clause has.
    ClauseId,
    /// A kind of event.
    KindId,
    /// A role, by its name: kinds share the names of their roles.
    RoleId,
    /// An attribute.
    AttributeId,
    /// A unit of measure, by its name.
    UnitId,
}
