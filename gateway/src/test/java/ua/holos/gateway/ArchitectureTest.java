package ua.holos.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/// The design's arrows, as seen from the one module that sees all the others.
@AnalyzeClasses(packages = "ua.holos", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theConversationKnowsNothingButTheJdk =
      classes()
          .that()
          .resideInAPackage("ua.holos.bot..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ua.holos.bot..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.io",
              "org.jspecify.annotations");

  @ArchTest
  static final ArchRule understandingAndChannelsNeverSeeEachOther =
      noClasses()
          .that()
          .resideInAPackage("ua.holos.nlp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ua.holos.channel..", "ua.holos.gateway..");

  @ArchTest
  static final ArchRule channelsSeeTheConversationOnly =
      noClasses()
          .that()
          .resideInAPackage("ua.holos.channel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ua.holos.nlp..", "ua.holos.gateway..");

  @ArchTest
  static final ArchRule oneChannelNeverSeesAnother =
      slices()
          .matching("ua.holos.channel.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              JavaClass.Predicates.resideInAPackage("ua.holos.channel.support.."));

  @ArchTest
  static final ArchRule capabilitiesHaveNoCycles =
      slices().matching("ua.holos.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule capabilitiesDoNotLeanOnTheApplication =
      noClasses()
          .that()
          .resideInAPackage("ua.holos.gateway.(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ua.holos.gateway");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .that()
          .resideInAPackage("ua.holos..")
          .should(
              new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  events.add(
                      new SimpleConditionEvent(
                          type,
                          type.getPackage().isAnnotatedWith(NullMarked.class),
                          type.getPackageName() + " has no package-info with @NullMarked"));
                }
              });
}
