package ua.holos.gateway.staff;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.gateway.open311.KeptSecret;
import ua.holos.gateway.record.RecordTables;
import ua.holos.gateway.settings.InstallationSettings;

/// Puts accounts together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StaffSettings.class)
class StaffConfiguration {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InstantSource CLOCK = InstantSource.system();

  @Bean
  MapTiles mapTiles(StaffSettings settings) {
    return new MapTiles(settings.mapTiles());
  }

  @Bean
  AuditTrail auditTrail(JdbcClient jdbc) {
    return new JdbcAuditTrail(jdbc);
  }

  @Bean
  AuditReader auditReader(JdbcClient jdbc) {
    return new AuditReader(jdbc);
  }

  @Bean
  Accounts accounts(JdbcClient jdbc, PlatformTransactionManager transactions) {
    return new Accounts(jdbc, new TransactionTemplate(transactions));
  }

  @Bean
  SignInTries signInTries(JdbcClient jdbc, PlatformTransactionManager transactions) {
    return new SignInTries(jdbc, new TransactionTemplate(transactions));
  }

  @Bean
  AccountDirectory accountDirectory(Accounts accounts) {
    return new AccountDirectory(accounts, Duration.ofSeconds(1));
  }

  @Bean
  Passwords passwords() {
    return new Passwords(Passwords.STRENGTH, RANDOM);
  }

  @Bean
  SecretBox staffSecrets(StaffSettings settings, InstallationSettings installation)
      throws IOException {
    return new SecretBox(
        settings.secret().isEmpty()
            ? KeptSecret.in(installation.folder(), "desk").value()
            : settings.secret(),
        RANDOM);
  }

  @Bean
  RedisSessions deskSessionStore(UnifiedJedis redis) {
    return new RedisSessions(redis, RANDOM, CLOCK);
  }

  @Bean
  SignedInStaff currentStaff(AccountDirectory directory, StaffSettings settings) {
    return new SignedInStaff(directory, settings);
  }

  @Bean
  SessionWatch sessionWatch(
      SignedInStaff current, AccountDirectory directory, RedisSessions sessions) {
    return new StoredSessionWatch(current, directory, sessions);
  }

  @Bean
  SignIn signIn(
      Accounts accounts,
      SignInTries tries,
      Passwords passwords,
      SecretBox staffSecrets,
      AuditTrail audit) {
    return new SignIn(accounts, tries, passwords, staffSecrets, audit, CLOCK);
  }

  @Bean
  AddressTries addressTries(UnifiedJedis redis) {
    return new AddressTries(redis);
  }

  @Bean
  AccountKeeping accountKeeping(
      Accounts accounts,
      AccountDirectory directory,
      Passwords passwords,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    return new AccountKeeping(
        accounts, directory, passwords, audit, new TransactionTemplate(transactions), CLOCK);
  }

  /// Once the port is known and the tables are there: the first account, and then all of them.
  @Bean
  ApplicationListener<ApplicationReadyEvent> accountsAtStart(
      RecordTables tables,
      Accounts accounts,
      AccountDirectory directory,
      Passwords passwords,
      AuditTrail audit,
      StaffSettings settings,
      InstallationSettings installation,
      Environment environment) {
    FirstAccount first = new FirstAccount(accounts, passwords, audit, settings, CLOCK, System.out);
    return ready -> {
      String address = address(installation, environment);
      tables.whenReady(() -> {
        try {
          first.make(address);
          first.regain(address);
        } finally {
          directory.start();
        }
      });
    };
  }

  private static String address(InstallationSettings installation, Environment environment) {
    String root = installation.publicUrl().replaceFirst("/+$", "");
    return (root.isEmpty()
            ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
            : root)
        + "/desk";
  }
}
