using System.Net;
using Pulumi.Utilities;
using Vignette.Infra.Configuration;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void What_is_not_said_is_cheap_and_safe()
    {
        var settings = Settings.From(Configurations.Of());
        settings.Environment.ShouldBe(DeploymentEnvironment.Dev);
        settings.DeletionProtection.ShouldBeTrue();
        settings.LogRetentionDays.ShouldBe(30);
        settings.Network.ShouldBe(new NetworkSettings { Cidr = IPNetwork.Parse("10.20.0.0/16"), Zones = 2, Nat = NatMode.Shared });
        settings.Web.Domain.ShouldBeNull();
        settings.Database.ShouldBe(new DatabaseSettings { Class = "db.t4g.micro", Storage = 20, MaxStorage = 100, BackupDays = 7 });
        settings.Captions.ApiKey.ShouldBeNull();
        settings.Captions.Model.ShouldBe("gemini-3.5-flash-lite");
    }

    [Fact]
    public void A_value_that_is_empty_is_not_set() => Settings.From(Configurations.Of(("zones", " "), ("domain", ""))).Network.Zones.ShouldBe(2);

    [Fact]
    public void Images_that_were_built_before_are_given_both_or_neither()
    {
        const string Image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/vignette-web-repository-0a1b2c3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
        Settings.From(Configurations.Of(("functionsImage", ""), ("webImage", ""))).Images.ShouldBeNull();
        Settings.From(Configurations.Of(("functionsImage", Image), ("webImage", Image))).Images.ShouldBe(new ImageSettings { Functions = Image, Web = Image });
        Should.Throw<SettingsException>(() => Settings.From(Configurations.Of(("functionsImage", Image)))).Failures.ShouldHaveSingleItem().ShouldBe("vignette:webImage is not set; it must be set where functionsImage is: both or neither.");
    }

    [Fact]
    public async Task The_models_key_is_a_secret()
    {
        var settings = Settings.From(Configurations.Of(("captions", "gemini"), ("geminiApiKey", "a-key")));
        var key = settings.Captions.ApiKey.ShouldNotBeNull();
        (await Pulumi.Output.IsSecretAsync(key)).ShouldBeTrue();
        (await OutputUtilities.GetValueAsync(key)).ShouldBe("a-key");
    }

    [Theory]
    [InlineData("environment", "test", "dev or prod")]
    [InlineData("environment", "", "dev or prod")]
    [InlineData("region", "", "a region of AWS")]
    [InlineData("region", "Frankfurt", "a region of AWS")]
    [InlineData("alarmEmail", "someone", "an e-mail address")]
    [InlineData("alarmEmail", "", "an e-mail address")]
    [InlineData("budget", "0", "from 1 to 1000000")]
    [InlineData("budget", "12.5", "a whole number of US dollars a month")]
    [InlineData("deletionProtection", "yes", "true or false")]
    [InlineData("logRetentionDays", "31", "14, 30, 60")]
    [InlineData("logRetentionDays", "0", "from 1 to 3653")]
    [InlineData("versionRetentionDays", "366", "from 1 to 365")]
    [InlineData("cidr", "10.20.0.0", "a network of private addresses")]
    [InlineData("cidr", "10.20.0.0/23", "from /16 to /22")]
    [InlineData("cidr", "10.0.0.0/8", "from /16 to /22")]
    [InlineData("cidr", "10.20.1.0/16", "a network of private addresses")]
    [InlineData("cidr", "8.8.0.0/16", "a network of private addresses")]
    [InlineData("cidr", "fd00::/20", "a network of private addresses")]
    [InlineData("zones", "1", "from 2 to 3")]
    [InlineData("zones", "4", "from 2 to 3")]
    [InlineData("nat", "two", "single, none or per-zone")]
    [InlineData("interfaceEndpoints", "TRUE", "true or false")]
    [InlineData("webTier", "", "asg or lambda")]
    [InlineData("webTier", "fargate", "asg or lambda")]
    [InlineData("webInstanceTypes", "t4g.small", "a list of at least two")]
    [InlineData("webInstanceTypes", "[\"t4g.small\"]", "a list of at least two")]
    [InlineData("webInstanceTypes", "[\"t4g.small\",\"t4g.small\"]", "different")]
    [InlineData("webInstanceTypes", "[\"t4g.small\",\"t3.small\"]", "Graviton")]
    [InlineData("webInstanceTypes", "[\"t4g.small\",null]", "Graviton")]
    [InlineData("webMinHosts", "0", "from 1 to 50")]
    [InlineData("webMaxHosts", "1", "at least webMinHosts, which is 2")]
    [InlineData("domain", "https://gallery.example.com", "a domain name")]
    [InlineData("waf", "1", "true or false")]
    [InlineData("signIn", "", "password or cognito")]
    [InlineData("signIn", "none", "password or cognito")]
    [InlineData("administrators", "[\"ann@example.com\"]", "not set where signIn is password")]
    [InlineData("administrators", "ann@example.com", "a list of up to 50")]
    [InlineData("administrators", "[\"Ann@example.com\"]", "in lower case")]
    [InlineData("administrators", "[\"ann@example.com,bob@example.com\"]", "different e-mail addresses")]
    [InlineData("administrators", "[\"ann@example.com\",\"ann@example.com\"]", "different e-mail addresses")]
    [InlineData("administrators", "[\"ann@example.com\\n\"]", "different e-mail addresses")]
    [InlineData("selfSignUp", "yes", "true or false")]
    [InlineData("requireTotp", "ON", "true or false")]
    [InlineData("threatProtection", "1", "true or false")]
    [InlineData("databaseClass", "db.t3.micro", "db.t4g.(micro|small")]
    [InlineData("databaseClass", "t4g.micro", "db.t4g.(micro|small")]
    [InlineData("databaseClass", "db.m7g.micro", "db.(m6g|m7g")]
    [InlineData("databaseStorage", "19", "from 20 to 65536")]
    [InlineData("databaseStorage", "95", "")]
    [InlineData("databaseMaxStorage", "21", "at least 22")]
    [InlineData("databaseMultiZone", "2", "true or false")]
    [InlineData("backupDays", "6", "from 7 to 35")]
    [InlineData("captions", "", "gemini or offline")]
    [InlineData("captions", "openai", "gemini or offline")]
    [InlineData("captions", "gemini", "")]
    [InlineData("geminiModel", "two words", "is not a model's name")]
    [InlineData("captionConcurrency", "1", "from 2 to 1000")]
    [InlineData("webImage", "x", "by its digest")]
    [InlineData("databseClass", "db.t4g.micro", "databaseClass")]
    public void A_wrong_value_is_named_with_what_is_allowed(string key, string value, string allowed)
    {
        var failure = Failures((key, value)).ShouldHaveSingleItem();
        failure.ShouldContain("vignette:");
        failure.ShouldContain(key);
        failure.ShouldContain(allowed);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Should.Throw<SettingsException>(() => Settings.From(Configurations.Of(("region", ""), ("zones", "9"), ("zone", "3")))).Message.Split('\n').ShouldBe(
        [
            "The stack's configuration is not as it must be:",
            "  vignette:region is not set; it must be a region of AWS, such as eu-central-1.",
            "  vignette:zones is \"9\"; it must be a whole number of availability zones from 2 to 3.",
            Failures(("zone", "3")).Single().Insert(0, "  "),
        ]);

    [Theory]
    [InlineData("certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b", "vignette:domain is not set; it must be the name that certificate is for.")]
    [InlineData("hostedZone", "Z0123456789ABCDEFGHIJ", "vignette:domain is not set; it must be the name that hostedZone is for.")]
    [InlineData("domain", "gallery.example.com", "vignette:certificate is not set; it must be the ARN of a certificate for gallery.example.com, or hostedZone must be the zone in which one can be proven.")]
    public void A_domain_and_its_certificate_come_together(string key, string value, string failure) => Failures((key, value)).ShouldBe([failure]);

    [Fact]
    public void A_certificate_is_in_the_region_of_its_load_balancer() =>
        Failures(("domain", "a.example.com"), ("certificate", "arn:aws:acm:us-east-1:123456789012:certificate/0a1b")).ShouldHaveSingleItem()
            .ShouldEndWith("it must be a certificate in region, which is eu-central-1.");

    [Theory]
    [InlineData("certificate", "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b")]
    [InlineData("hostedZone", "Z0123456789ABCDEFGHIJ")]
    public void A_domain_has_a_certificate_or_a_zone(string key, string value) =>
        Settings.From(Configurations.Of(("domain", "gallery.example.com"), (key, value))).Web.Domain.ShouldBe("gallery.example.com");

    [Fact]
    public void A_user_pool_needs_TLS_a_way_to_the_internet_and_somebody_who_administers()
    {
        (string Key, string Value)[] right = [("signIn", "cognito"), ("administrators", "[\"ann@example.com\"]"), ("domain", "gallery.example.com"), ("hostedZone", "Z0123456789ABCDEFGHIJ")];
        var settings = Settings.From(Configurations.Of(right)).SignIn;
        (settings.Mode, settings.SelfSignUp, settings.RequireTotp, settings.ThreatProtection).ShouldBe((SignInMode.Cognito, true, false, false));
        settings.Administrators.ShouldBe(["ann@example.com"]);

        Failures([.. right, ("administrators", "")]).ShouldHaveSingleItem().ShouldStartWith("vignette:administrators is not set; it must be a list with at least one e-mail address where signIn is cognito");
        Failures([.. right, ("domain", ""), ("hostedZone", "")]).ShouldHaveSingleItem().ShouldStartWith("vignette:domain is not set; it must be the gallery's name");
        Failures([.. right, ("nat", "none")]).ShouldHaveSingleItem().ShouldStartWith("vignette:nat is \"none\"; it must be single or per-zone where signIn is cognito");
    }

    [Fact]
    public void A_model_has_a_key()
    {
        Failures(("captions", "gemini")).ShouldHaveSingleItem().ShouldBe("vignette:geminiApiKey is not set; it must be the key of the model (pulumi config set --secret geminiApiKey), or captions must be offline.");
        Failures(("captions", "gemini"), ("geminiApiKey", "two words")).ShouldHaveSingleItem().ShouldNotContain("two words");
    }

    [Fact]
    public void A_key_in_the_clear_is_refused_and_not_repeated()
    {
        var clear = Configurations.Of(("geminiApiKey", "a-key")) with { Secrets = new HashSet<string>() };
        var failure = Should.Throw<SettingsException>(() => Settings.From(clear)).Failures.ShouldHaveSingleItem();
        failure.ShouldContain("vignette:geminiApiKey is stored in the clear");
        failure.ShouldNotContain("a-key");
    }

    [Fact]
    public void A_model_is_reached_through_NAT() =>
        Failures(("captions", "gemini"), ("geminiApiKey", "a-key"), ("nat", "none")).ShouldHaveSingleItem().ShouldStartWith("vignette:nat is \"none\"; it must be single or per-zone");

    [Fact]
    public void Hosts_fetch_their_image_through_NAT_or_interface_endpoints()
    {
        Failures(("webTier", "asg"), ("nat", "none")).ShouldHaveSingleItem().ShouldStartWith("vignette:interfaceEndpoints is not set; it must be true");
        Settings.From(Configurations.Of(("webTier", "asg"), ("nat", "none"), ("interfaceEndpoints", "true"))).Network.InterfaceEndpoints.ShouldBeTrue();
    }

    private static IReadOnlyList<string> Failures(params (string Key, string Value)[] values) =>
        Should.Throw<SettingsException>(() => Settings.From(Configurations.Of(values))).Failures;
}
