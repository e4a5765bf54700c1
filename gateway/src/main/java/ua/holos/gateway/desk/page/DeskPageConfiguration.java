package ua.holos.gateway.desk.page;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.understanding.Understander;
import ua.holos.gateway.city.City;
import ua.holos.gateway.delivery.OperatorTyping;
import ua.holos.gateway.desk.DeskRequests;
import ua.holos.gateway.desk.Fitness;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.nlp.HolosUnderstander;

/// Puts the operators' page together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeskPageSettings.class)
class DeskPageConfiguration {

  @Bean
  Doings deskDoings(DeskRequests requests, CurrentStaff current, AuditTrail audit) {
    return new Doings(requests, current, audit, InstantSource.system());
  }

  @Bean
  Suitability suitability(Fitness fitness) {
    return new SkilledStaff(fitness);
  }

  @Bean
  ViewTrail viewTrail(AuditTrail audit) {
    return new ViewTrail(audit, InstantSource.system());
  }

  @Bean
  ThreadReader threadReader(JdbcClient jdbc) {
    return new ThreadReader(jdbc);
  }

  @Bean
  PersonReader personReader(JdbcClient jdbc) {
    return new PersonReader(jdbc);
  }

  @Bean
  CannedReplies cannedReplies(JdbcClient jdbc) {
    return new CannedReplies(jdbc);
  }

  @Bean
  StreetBook streetBook(HolosUnderstander understander) {
    return new RegisterStreets(understander);
  }

  @Bean
  CaseReading caseReading(Understander understander, StreetBook streets) {
    return new CaseReading(understander, streets);
  }

  @Bean
  AppealCheck appealCheck(Catalogue catalogue, StreetBook streets) {
    return new AppealCheck(catalogue, streets);
  }

  @Bean
  ThreadViews threadViews(City city, Catalogue catalogue) {
    return new ThreadViews(new DeskClock(city.zone()), catalogue);
  }

  @Bean
  ConversationViews conversationViews(
      Catalogue catalogue, Suitability suitability, City city, Wording wording) {
    return new ConversationViews(catalogue, suitability, new DeskClock(city.zone()), wording);
  }

  @Bean
  QueueViews queueViews(Catalogue catalogue, Suitability suitability, DeskPageSettings settings) {
    return new QueueViews(catalogue, suitability, settings);
  }

  @Bean
  TypingSign typingSign(OperatorTyping typing) {
    return typing::tell;
  }

  /// Links aren't looked up among the resources of the jar to give them versions, which nothing
  /// here has: it was most of the work of drawing a page.
  @Bean
  FilterRegistrationBean<ResourceUrlEncodingFilter> resourceUrlEncodingFilter() {
    FilterRegistrationBean<ResourceUrlEncodingFilter> filter =
        new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
    filter.setEnabled(false);
    return filter;
  }
}
