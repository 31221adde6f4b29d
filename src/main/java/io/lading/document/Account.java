package io.lading.document;

import org.jspecify.annotations.Nullable;

/** A bank account. */
public record Account(
        @Meaning("what the account is for: a word of the table account-role, or the standard and its code") @Nullable
        String role,

        @Meaning("who gave the bank its number") @Nullable String bankScheme,
        @Meaning("the bank's number") @Nullable String bank,

        @Meaning("which sort of account, as a code") @Nullable
        String accountKind,

        @Meaning("the account's number") @Nullable String account,
        @Meaning("who holds it") @Nullable String name) {}
