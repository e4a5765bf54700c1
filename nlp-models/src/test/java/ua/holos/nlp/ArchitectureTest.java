package ua.holos.nlp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ua.holos.nlp", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  /// Packages that make, measure and compare models: none of them is needed to read a text.
  private static final String[] MAKING_MODELS = {
    "ua.holos.nlp.training..",
    "ua.holos.nlp.evaluation..",
    "ua.holos.nlp.acceptance..",
    "ua.holos.nlp.cli.."
  };

  @ArchTest
  static final ArchRule OF_HOLOS_ONLY_BOT_CORE_IS_KNOWN =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ua.holos.nlp..",
              "ua.holos.bot..",
              "java..",
              "org.jspecify..",
              "opennlp..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule UNDERSTANDING_NEEDS_NEITHER_TRAINING_NOR_COMMANDS =
      noClasses()
          .that()
          .resideOutsideOfPackages(MAKING_MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAKING_MODELS);

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("ua.holos.nlp.(*)..").should().beFreeOfCycles();
}
