package ua.holos.gateway;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/// Finds the configuration of every channel, so that a new channel is one folder and nothing else.
/// A channel's configuration decides by its own settings whether the channel is on.
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackages = "ua.holos.channel",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class))
class ChannelScan {}
