package ua.holos.bot.conversation;

import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.form.Filling;

/// What all turns share: the city's categories and wording, its policy, and what is made of them
/// once.
record Setting(
    Catalogue catalogue, Wording wording, Policy policy, Word.Book words, Filling filling) {
  static Setting of(Catalogue catalogue, Wording wording, Policy policy) {
    return new Setting(catalogue, wording, policy, new Word.Book(wording), new Filling(catalogue));
  }
}
