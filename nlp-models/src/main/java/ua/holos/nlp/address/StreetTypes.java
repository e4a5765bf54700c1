package ua.holos.nlp.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words for kinds of streets in both languages, in all cases and abbreviations.
final class StreetTypes {
  /// @param types register types it can mean, likeliest first
  /// @param abbreviated «вул», «пр»: stands before the name as a rule
  /// @param plural «вулиць», «улиц»: several names follow
  /// @param loose also an everyday word («дорога», «проїзд»): believed only with a name of that
  ///   type
  record Form(List<String> types, boolean abbreviated, boolean plural, boolean loose) {
    /// Whether the word means nothing but a street: «проспект», not «вулиця» («на вулиці холодно»)
    /// nor «площа» («площа квартири»).
    boolean onlyStreets() {
      return switch (types.getFirst()) {
        case "проспект", "бульвар", "провулок", "узвіз" -> !loose;
        default -> false;
      };
    }
  }

  private final Map<String, Form> forms = new HashMap<>();
  private final Map<String, Form> hyphenated = new HashMap<>();

  /// @param registerTypes the types that the city's register uses
  StreetTypes(Set<String> registerTypes) {
    full("вулиця", "вулиця вулиці вулицю вулицею вулице вулици ул-ця вулицы улиця улиці улицю");
    full("вулиця", "улица улицы улице улицу улицей улицою улици ульца ульце ульицы");
    plural("вулиця", "вулиць вулицями вулицях вулицям улиц улицами улицах улицам");
    abbreviated("вулиця", "вул ул вулл вл улл вуд вил оул вцл уул вуул вукл вудл");
    full("вулиця", "street str");
    full("проспект", "avenue ave");
    full("бульвар", "boulevard blvd");
    full("провулок", "lane");
    full("площа", "square");
    full("проспект", "проспект проспекту проспекті проспекте проспекта проспектом проспектови");
    full("проспект", "проспектект проспэкт праспект проспек");
    plural("проспект", "проспектів проспектов проспектами проспектах");
    abbreviated("проспект", "просп прт проспр прспект прсп");
    hyphenated("проспект", "пр просп п", "т кт пект", "а у ові і и е ом");
    form("пр", new Form(List.of("проспект", "провулок", "проїзд"), true, false, false));
    full("бульвар", "бульвар бульвару бульварі бульваре бульвара бульваром бульвари");
    plural("бульвар", "бульварів бульваров бульварами");
    abbreviated("бульвар", "бул бульв буль блв");
    hyphenated("бульвар", "б бул бульв", "р вар", "а у ові і и е ом");
    full("провулок", "провулок провулка провулку провулком провулкові провулоку");
    full("провулок", "переулок переулка переулку переулке переулком");
    plural("провулок", "провулків провулками переулков переулками");
    abbreviated("провулок", "пров пер провул провулк переул");
    hyphenated("провулок", "пров пер", "к ок лок", "а у ові і и е ом");
    full("площа", "площа площі площу площею площ площадь площади площадью площать");
    abbreviated("площа", "пл");
    full("набережна", "набережна набережної набережній набережну набережною набережная");
    full("набережна", "набережной набережную");
    abbreviated("набережна", "наб");
    full("шосе", "шосе шоссе");
    abbreviated("шосе", "ш");
    full("узвіз", "узвіз узвозу узвозі узвозом узвоз");
    loose("узвіз", "спуск спуску спуске спуска спуском");
    loose("алея", "алея алеї алею алеєю аллея аллеи аллее аллею аллеей");
    loose("тупик", "тупик тупика тупику тупике тупиком");
    loose("проїзд", "проїзд проїзду проїзді проїздом проезд проезда проезду проезде проездом");
    loose("дорога", "дорога дороги дорозі дорогу дорогою дороге дорогой");
    loose("лінія", "лінія лінії лінію лінією линия линии линию линией");
    loose("майдан", "майдан майдану майдані майдане майдана майданом");
    loose("квартал", "квартал кварталу кварталі квартале квартала");
    for (var type : registerTypes) {
      if (!type.isEmpty() && form(Spelling.fold(type)) == null && type.indexOf(' ') < 0) {
        loose(type, type);
      }
    }
  }

  private void full(String type, String words) {
    put(words, new Form(List.of(type), false, false, false));
  }

  private void plural(String type, String words) {
    put(words, new Form(List.of(type), false, true, false));
  }

  private void abbreviated(String type, String words) {
    put(words, new Form(List.of(type), true, false, false));
  }

  /// «пр-т», «пр-кту», «б-рі»: beginning and end of a word, in any case.
  private void hyphenated(String type, String beginnings, String ends, String cases) {
    var form = new Form(List.of(type), true, false, false);
    for (var beginning : beginnings.split(" ")) {
      for (var end : ends.split(" ")) {
        form(beginning + "-" + end, form);
        for (var ending : cases.split(" ")) {
          form(beginning + "-" + end + ending, form);
        }
      }
    }
  }

  private void loose(String type, String words) {
    put(words, new Form(List.of(type), false, false, true));
  }

  private void put(String words, Form form) {
    for (var word : words.split(" ")) {
      form(word, form);
    }
  }

  private void form(String word, Form form) {
    int hyphen = word.indexOf('-');
    if (hyphen > 0) {
      hyphenated.put(
          Spelling.fold(word.substring(0, hyphen))
              + "-"
              + Spelling.fold(word.substring(hyphen + 1)),
          form);
    } else {
      forms.putIfAbsent(Spelling.fold(word), form);
    }
  }

  private @Nullable Form form(String folded) {
    return forms.get(folded);
  }

  /// @param form what kind of street
  /// @param next the token after the word, its dot and its second half («пр-т»)
  record Found(Form form, int next) {}

  /// The type word that starts at a token, null when there is none.
  @Nullable Found at(Tokens tokens, int i) {
    var token = tokens.at(i);
    if (!token.isWord()) {
      return null;
    }
    int hyphen = tokens.at(i + 1).is('.') ? i + 2 : i + 1;
    var end = tokens.at(hyphen + 1);
    if (tokens.at(hyphen).isHyphen() && end.isWord() && !end.spaced()) {
      var both = hyphenated.get(token.folded() + "-" + end.folded());
      if (both != null) {
        return new Found(both, afterDot(tokens, hyphen + 2));
      }
    }
    var form = forms.get(token.folded());
    if (form == null) {
      form = misspelt(token.folded());
    }
    if (form == null) {
      return null;
    }
    boolean dotted = tokens.at(i + 1).is('.');
    boolean numbered = tokens.at(i + 1).isNumber();
    if (form.abbreviated() && token.folded().length() == 1 && !dotted && !numbered) {
      return null;
    }
    return new Found(form, form.abbreviated() ? afterDot(tokens, i + 1) : i + 1);
  }

  private static int afterDot(Tokens tokens, int i) {
    int at = i;
    while (tokens.at(at).is('.')) {
      at++;
    }
    return at;
  }

  /// A typing error in a word that nothing else looks like: «вулця», «провлок», «бульавр».
  private @Nullable Form misspelt(String folded) {
    if (folded.length() < 6 || folded.length() > 10 || "увпбш".indexOf(folded.charAt(0)) < 0) {
      return null;
    }
    for (var word : LONG_FORMS) {
      if (word.charAt(0) == folded.charAt(0)
          && Math.abs(word.length() - folded.length()) <= 1
          && shareEnding(word, folded)
          && SpellingDistance.between(folded, word, 1) <= 1) {
        return forms.get(word);
      }
    }
    return null;
  }

  /// One error leaves the second or the last letter as it is: spares most comparisons.
  private static boolean shareEnding(String one, String other) {
    return one.charAt(1) == other.charAt(1) && one.charAt(2) == other.charAt(2)
        || one.charAt(one.length() - 1) == other.charAt(other.length() - 1)
            && one.charAt(one.length() - 2) == other.charAt(other.length() - 2);
  }

  private static final String[] LONG_FORMS = {
    "вулица",
    "вулици",
    "вулицу",
    "улица",
    "улице",
    "улици",
    "проспект",
    "проспекту",
    "проспекти",
    "булвар",
    "булвару",
    "булвари",
    "провулок",
    "провулку",
    "переулок",
    "переулку"
  };
}
