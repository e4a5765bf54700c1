package ua.holos.gateway.learning;

import java.util.regex.Pattern;

/// Which model is meant: by its folder's name and the checksum of its file, so that a folder whose
/// contents were changed is another model.
///
/// @param sha256 empty for the shipped model, which an upgrade of Holos may change
record ModelRef(String name, String sha256) {

  /// The name of the model that comes with Holos.
  static final String SHIPPED_NAME = "shipped";

  static final ModelRef SHIPPED = new ModelRef(SHIPPED_NAME, "");

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

  /// Whether a folder of this name can be a model's.
  static boolean possible(String name) {
    return NAME.matcher(name).matches() && !name.equals(SHIPPED_NAME);
  }

  static ModelRef parse(String text) {
    int colon = text.lastIndexOf(':');
    return new ModelRef(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return name + ":" + sha256;
  }
}
