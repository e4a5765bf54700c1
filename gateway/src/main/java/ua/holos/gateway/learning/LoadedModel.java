package ua.holos.gateway.learning;

import ua.holos.nlp.category.CategoryClassifier;

/// A model that was loaded and can be used in this city.
///
/// @param sha256 of its file
/// @param card in Markdown, empty when there is none
record LoadedModel(String name, String sha256, CategoryClassifier classifier, String card) {
  ModelRef ref() {
    return name.equals(ModelRef.SHIPPED_NAME) ? ModelRef.SHIPPED : new ModelRef(name, sha256);
  }
}
