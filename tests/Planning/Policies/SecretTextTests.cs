using Vignette.Planning.Policies.Catalog;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Policies;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("AIzaSyA0123456789abcdefghijklmnopqrstuv", "a key of Google's")]
    [InlineData("id=AKIA0123456789ABCDEF.", "an access key of AWS's")]
    [InlineData("sk-proj-0123456789abcdefghij", "a key of OpenAI's")]
    [InlineData("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "a token of GitHub's")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", "a private key")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x", "a JSON web token")]
    [InlineData("mysql://user:word@host/", "an address with a password")]
    public void Secrets_are_known_by_their_looks(string text, string what) =>
        SecretText.In(Plans.Resource("name", $$"""{ "map": { "list": [ "{{text}}" ] } }""")).ShouldBe([$"shows {what} in list: make it a secret."]);

    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("GEMINI_API_KEY")]
    [InlineData("TOKEN")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("password")]
    [InlineData("masterPassword")]
    [InlineData("secretString")]
    public void Secrets_are_known_by_their_names(string name)
    {
        SecretText.In(Plans.Resource("name", $$"""{ "map": { "{{name}}": "hunter2" } }""")).ShouldBe([$"shows {name} in plain text: make it a secret."]);
        SecretText.In(Plans.Resource("name", $$"""{ "map": { "{{name}}": "[secret]", "x": { "{{name}}": "${password.result}" } } }""")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "kmsKeyArn": "${key.arn}", "key": "application", "httpTokens": "required", "keyAlgorithm": "EC_prime256v1" }""")]
    [InlineData("""{ "imageUri": "repository@sha256:9a73608a0a30745a7facaa3aea039e6df6a790af2d9591d204c462d94ce44d11" }""")]
    [InlineData("""{ "url": "https://gallery.example.com:443/@me", "arn": "arn:aws:iam::123456789012:role/x" }""")]
    [InlineData("""{ "environment": { "variables": { "DB_HOST": "vignette-prod.abc123.eu-central-1.rds.amazonaws.com", "DB_NAME": "vignette", "DB_PASSWORD": "" } } }""")]
    public void Nothing_else_is_one(string inputs) => SecretText.In(Plans.Resource("name", inputs)).ShouldBeEmpty();

    [Theory]
    [InlineData("DB_PASSWORD=hunter2", "shows DB_PASSWORD in plain text: make it a secret.")]
    [InlineData("export API_TOKEN='hunter2'", "shows API_TOKEN in plain text: make it a secret.")]
    [InlineData("EXTRA=kJ8sQ2vL0pXz7RtY4mWb9cNd1FgH", "shows what looks like a key in EXTRA: make it a secret.")]
    public void What_a_host_is_told_is_read_line_by_line(string line, string fault)
    {
        var script = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"#!/bin/bash\n{line}\nDB_HOST=database\n"));
        SecretText.In(Plans.Resource("name", $$"""{ "userData": "{{script}}" }""")).ShouldBe([fault]);
        SecretText.In(Plans.Resource("name", $$"""{ "userData": "{{line}}" }""")).ShouldBe([fault]);
    }
}
