package ua.holos.bot;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/// The conversation is pure: the JDK's language, time and collections, nothing that reads a clock,
/// draws a number or touches the world.
@AnalyzeClasses(packages = "ua.holos.bot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalTime.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random");

  @ArchTest
  static final ArchRule dependsOnTheJdkAndJSpecifyOnly =
      classes()
          .that()
          .resideOutsideOfPackage("ua.holos.bot.channel..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ua.holos.bot..",
              "java.lang..",
              "java.time..",
              "java.util",
              "java.util.function..",
              "java.util.stream..",
              "java.util.regex..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule onlyChannelsReadAndWrite =
      noClasses()
          .that()
          .resideOutsideOfPackage("ua.holos.bot.channel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..", "javax..");

  @ArchTest
  static final ArchRule readsNoClockAndDrawsNoNumber =
      noClasses()
          .should()
          .callCodeUnitWhere(
              describe(
                  "reads a clock, the environment or chance",
                  (JavaCall<?> call) ->
                      CLOCKS.contains(call.getTargetOwner().getName() + "." + call.getName())))
          .orShould()
          .dependOnClassesThat(
              describe(
                  "make random numbers",
                  type ->
                      type.getName().equals("java.util.Random")
                          || type.getName().equals("java.security.SecureRandom")
                          || type.getName().equals("java.util.concurrent.ThreadLocalRandom")));

  @ArchTest
  static final ArchRule formKnowsNothingOfTheDialogue =
      noClasses()
          .that(resideInAPackage("ua.holos.bot.form.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ua.holos.bot.conversation..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("ua.holos.bot.(*)..").should().beFreeOfCycles();
}
