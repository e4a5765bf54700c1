package ua.holos.nlp.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import ua.holos.nlp.category.CategoryClassifier;

/// The category model from the class path to the first classifier, each time in a new JVM.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
public class LoadingBenchmark {

  @Benchmark
  public CategoryClassifier loadModel() {
    return CategoryClassifier.shipped();
  }
}
