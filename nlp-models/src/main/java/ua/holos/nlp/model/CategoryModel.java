package ua.holos.nlp.model;

import java.util.Map;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.doccat.FeatureGenerator;
import opennlp.tools.util.ext.ExtensionLoader;

/// A trained classifier as it is kept in a file.
///
/// @param classifier gives each category its probability
/// @param curve what the likeliest category's probability is really worth
/// @param certainFrom the lowest worth at which the likeliest category may be taken without asking
/// @param trainedOn what the model card says of its making: seed, rows, checksums, versions
public record CategoryModel(
    CategoryEnsemble classifier,
    ConfidenceCurve curve,
    double certainFrom,
    Map<String, String> trainedOn) {
  public CategoryModel {
    trainedOn = Map.copyOf(trainedOn);
  }

  /// The model as OpenNLP's document categoriser takes it.
  ///
  /// @param features must be of the class that it was trained with, with a constructor without
  ///   parameters
  public DoccatModel toDoccatModel(FeatureGenerator features) {
    // OpenNLP makes the generators itself, by name, and only of packages that were allowed.
    ExtensionLoader.registerAllowedPackage(features.getClass().getPackageName());
    return new DoccatModel(
        "uk", classifier, Map.of(), new DoccatFactory(new FeatureGenerator[] {features}));
  }
}
