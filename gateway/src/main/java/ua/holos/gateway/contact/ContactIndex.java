package ua.holos.gateway.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ua.holos.bot.message.ContactUrn;

/// Who has proved which phone number, and who of them are joined. Durable, shared by all replicas,
/// in need of nothing but Redis.
interface ContactIndex {

  /// Remembers that a contact has proved a number.
  void keep(String phone, ContactUrn who, Instant at);

  /// Those who have proved a number since a moment, in no order.
  List<ContactUrn> proved(String phone, Instant since);

  /// Joins a contact with others, and with all that those are joined with. Only those take part who
  /// have proved the number since a moment, or are the number itself, whether they are joined
  /// already or not.
  Joined join(String phone, ContactUrn who, List<ContactUrn> others, Instant since);

  /// Takes a contact out of the joined ones, and forgets that it has proved the number.
  ///
  /// @return those that were joined with it; a single one is joined with nobody from now on
  List<ContactUrn> leave(String phone, ContactUrn who);

  /// @param contact the id of the person in the record: the same for as long as two are joined
  /// @param members all that are joined now; none when nobody may be joined with the first
  record Joined(UUID contact, List<ContactUrn> members) {
    public Joined {
      members = List.copyOf(members);
    }
  }
}
