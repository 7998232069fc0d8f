package dev.reeve.engine.registry.describe;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret. The samples are put together here, so that no scanner finds them. */
class SecretsTest {
  private final Secrets secrets = Secrets.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN +PRIVATE KEY-----",
        "-----BEGIN +RSA PRIVATE KEY-----",
        "-----BEGIN +PGP PRIVATE KEY BLOCK-----",
        "PuTTY-User-Key-+File-3: ssh-ed25519",
        "password = hun+ter22",
        "PASS=hun+ter22",
        "DB_PASS: hun+ter22",
        "passwort: hun+ter22",
        "client_secret='hun+ter22'",
        "Api-Key: hun+ter22",
        "export TOKEN=hun+ter22",
        "sshpass -p hun+ter22 ssh host",
        "curl -u me:hun+ter22 https://example.org",
        "mysql --password hun+ter22",
        "postgres://me:hun+ter22@host/db",
        "Authorization: Bearer abcdef+ghijklmnop",
        "AKIA+ABCDEFGHIJKLMNOP",
        "ghp_+abcdefghijklmnopqrstuvwxyz0123456789",
        "glpat-+abcdefghijklmnopqrst",
        "xoxb-+1234567890-abc",
        "AIza+SyA0123456789abcdefghijklmnopqrstuv",
        "sk-+abcdefghijklmnopqrstuvwx",
        "sk_live_+abcdefghijklmnopqrst",
        "rk_test_+abcdefghijklmnopqrst",
        "npm_+abcdefghijklmnopqrstuvwxyz0123456789",
        "pypi-+AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDA",
        "hf_+abcdefghijklmnopqrstuvwxyzABCDEF",
        "SG.+abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789abcdefg",
        "https://hooks.slack.com/services/+T00000000/B00000000/abcdefghijklmnop",
        "AccountKey=+abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789==",
        "eyJ+hbGciOiJI.eyJ+zdWIiOiIx",
        "AGE-SECRET-KEY-1+QQPQZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
      })
  @DisplayName("Passwords, keys, tokens and private-key blocks are recognised")
  void isASecret(String sample) {
    assertTrue(secrets.in("See: " + sample.replace("+", "") + "\nand so on"), sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Clears old reports away.",
        "Says whether the password is set",
        "All tests pass: see below",
        "Returns a token of the lexer",
        "-----BEGIN CERTIFICATE-----",
        "https://example.org/a?b=c",
        "sk-button",
        "compass = north",
        "the bypass: closed again"
      })
  @DisplayName("Ordinary sentences stay")
  void isNone(String text) {
    assertFalse(secrets.in(text), text);
  }
}
