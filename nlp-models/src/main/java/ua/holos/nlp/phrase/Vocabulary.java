package ua.holos.nlp.phrase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which concepts a word stands for: whole words, beginnings of words (`прорва*`), exact spellings
/// (`=дим`, where folding would confuse «дім» and «дим») and runs of words (`чути_газ*`). An entry
/// that ends with a tilde (`запах*~`) forgives one typing error in a word that is nothing else.
final class Vocabulary {

  /// Shorter words must be spelled right: one letter makes another word of them.
  private static final int SHORTEST_FORGIVEN = 5;

  private static final int[] NONE = {};

  private final Node root = new Node();
  private final Map<String, int[]> exact = new HashMap<>();
  private final List<Run> runs = new ArrayList<>();
  private int concepts;

  /// A run of words; each element is a concept of its own.
  record Run(int[] elements, int concept) {}

  private static final class Node {
    private char[] letters = {};
    private Node[] children = {};
    private int[] whole = NONE;
    private int[] beginning = NONE;
    private int[] forgivingWhole = NONE;
    private int[] forgivingBeginning = NONE;

    @Nullable Node child(char letter) {
      for (int i = 0; i < letters.length; i++) {
        if (letters[i] == letter) {
          return children[i];
        }
      }
      return null;
    }

    Node grow(char letter) {
      Node known = child(letter);
      if (known != null) {
        return known;
      }
      Node fresh = new Node();
      letters = Arrays.copyOf(letters, letters.length + 1);
      letters[letters.length - 1] = letter;
      children = Arrays.copyOf(children, children.length + 1);
      children[children.length - 1] = fresh;
      return fresh;
    }
  }

  int newConcept() {
    return concepts++;
  }

  int concepts() {
    return concepts;
  }

  List<Run> runs() {
    return runs;
  }

  void add(String entry, int concept) {
    String[] parts = entry.split("_", -1);
    if (parts.length == 1) {
      addWord(entry, concept);
      return;
    }
    int[] elements = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      elements[i] = newConcept();
      for (String way : parts[i].split("/", -1)) {
        addWord(way, elements[i]);
      }
    }
    runs.add(new Run(elements, concept));
  }

  private void addWord(String entry, int concept) {
    if (entry.startsWith("=")) {
      exact.merge(Spelling.lower(entry.substring(1)), new int[] {concept}, Vocabulary::join);
      return;
    }
    boolean forgiving = entry.endsWith("~");
    String plain = forgiving ? entry.substring(0, entry.length() - 1) : entry;
    boolean stem = plain.endsWith("*");
    String word = stem ? plain.substring(0, plain.length() - 1) : plain;
    String folded = Spelling.fold(Spelling.lower(word));
    Node node = root;
    for (int i = 0; i < folded.length(); i++) {
      node = node.grow(folded.charAt(i));
    }
    int[] one = {concept};
    if (stem) {
      node.beginning = join(node.beginning, one);
      node.forgivingBeginning =
          forgiving ? join(node.forgivingBeginning, one) : node.forgivingBeginning;
    } else {
      node.whole = join(node.whole, one);
      node.forgivingWhole = forgiving ? join(node.forgivingWhole, one) : node.forgivingWhole;
    }
  }

  private static int[] join(int[] a, int[] b) {
    int[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  /// The concepts of a word. The Latin `h` is read as «г» (`hrafik`) and, when that is no word, as
  /// «х» (`zapah`).
  int[] conceptsOf(Word word) {
    int[] found = join(exact.getOrDefault(word.lower(), NONE), spelled(word.folded()));
    if (found.length == 0 && word.latin() && word.folded().indexOf('г') >= 0) {
      found = spelled(word.folded().replace('г', 'х'));
    }
    if (found.length == 0 && word.folded().length() >= SHORTEST_FORGIVEN && !word.number()) {
      return forgiven(word.folded());
    }
    return found;
  }

  private int[] spelled(String folded) {
    int[] found = NONE;
    Node node = root;
    for (int i = 0; i < folded.length(); i++) {
      Node next = node.child(folded.charAt(i));
      if (next == null) {
        return found;
      }
      node = next;
      if (node.beginning.length > 0) {
        found = join(found, node.beginning);
      }
    }
    return node.whole.length > 0 ? join(found, node.whole) : found;
  }

  /// Walks the tree with one error (a letter wrong, missing, too many, or two swapped) after the
  /// first letter; the longest entry wins.
  private int[] forgiven(String folded) {
    Best best = new Best();
    Node node = root;
    for (int i = 0; i < folded.length(); i++) {
      if (i > 0) {
        if (i + 1 < folded.length()) {
          Node swapped = node.child(folded.charAt(i + 1));
          if (swapped != null) {
            Node second = swapped.child(folded.charAt(i));
            if (second != null) {
              walk(second, folded, i + 2, i + 2, best);
            }
          }
        }
        walk(node, folded, i + 1, i, best);
        for (int k = 0; k < node.letters.length; k++) {
          walk(node.children[k], folded, i + 1, i + 1, best);
          walk(node.children[k], folded, i, i + 1, best);
        }
      }
      Node next = node.child(folded.charAt(i));
      if (next == null) {
        break;
      }
      node = next;
    }
    return best.concepts;
  }

  private static final class Best {
    private int length;
    private int[] concepts = NONE;

    void offer(int entryLength, int[] found) {
      if (found.length > 0 && entryLength > length) {
        length = entryLength;
        concepts = found;
      }
    }
  }

  private static void walk(Node from, String folded, int at, int depth, Best best) {
    Node node = from;
    int entry = depth;
    for (int i = at; i < folded.length(); i++) {
      Node next = node.child(folded.charAt(i));
      if (next == null) {
        return;
      }
      node = next;
      entry++;
      best.offer(entry, node.forgivingBeginning);
    }
    best.offer(entry, node.forgivingWhole);
  }
}
