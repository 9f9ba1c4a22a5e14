using Pulumi.Utilities;
using Vignette.Infra.Identity;
using Vignette.Infra.Tests.Rig;

namespace Vignette.Infra.Tests.Identity;

public sealed class IdentityTests
{
    private static readonly IdentityArgs Args = new()
    {
        Settings = Neighbours.ByUserPool,
        Region = "eu-central-1",
        Domain = "gallery.example.com",
        DeletionProtection = true,
    };

    [Fact]
    public async Task An_account_is_a_confirmed_email_address_and_a_strong_password()
    {
        var pool = Pool(await PlanAsync(Args));
        pool.List("usernameAttributes").ShouldBe(["email"]);
        pool.List("autoVerifiedAttributes").ShouldBe(["email"]);
        pool["usernameConfiguration.caseSensitive"].ShouldBe(false);
        pool.List("userAttributeUpdateSettings.attributesRequireVerificationBeforeUpdates").ShouldBe(["email"]);
        pool["verificationMessageTemplate.defaultEmailOption"].ShouldBe("CONFIRM_WITH_CODE");
        pool["accountRecoverySetting.recoveryMechanisms.0.name"].ShouldBe("verified_email");
        pool["accountRecoverySetting.recoveryMechanisms.1"].ShouldBeNull();
        pool["passwordPolicy.minimumLength"].ShouldBe(12.0);
        pool["passwordPolicy.temporaryPasswordValidityDays"].ShouldBe(3.0);
        foreach (var kind in new[] { "Lowercase", "Uppercase", "Numbers", "Symbols" })
        {
            pool[$"passwordPolicy.require{kind}"].ShouldBe(true);
        }

        pool["smsConfiguration"].ShouldBeNull();
    }

    [Theory]
    [InlineData(true, "ACTIVE")]
    [InlineData(false, "INACTIVE")]
    public async Task Accounts_are_protected_where_that_was_said(bool isProtected, string protection) =>
        Pool(await PlanAsync(Args with { DeletionProtection = isProtected }))["deletionProtection"].ShouldBe(protection);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_sign_up_by_themselves_where_that_was_said(bool may) =>
        Pool(await PlanAsync(Args with { Settings = Args.Settings with { SelfSignUp = may } }))["adminCreateUserConfig.allowAdminCreateUserOnly"].ShouldBe(!may);

    [Theory]
    [InlineData(true, "ON")]
    [InlineData(false, "OPTIONAL")]
    public async Task An_authenticator_app_is_asked_for_where_that_was_said(bool isRequired, string mode)
    {
        var pool = Pool(await PlanAsync(Args with { Settings = Args.Settings with { RequireTotp = isRequired } }));
        pool["mfaConfiguration"].ShouldBe(mode);
        pool["softwareTokenMfaConfiguration.enabled"].ShouldBe(true);
    }

    [Fact]
    public async Task Threat_protection_has_its_price_and_is_there_where_that_was_said()
    {
        var without = Pool(await PlanAsync(Args));
        (without["userPoolTier"], without["userPoolAddOns"]).ShouldBe(("ESSENTIALS", null));
        var with = Pool(await PlanAsync(Args with { Settings = Args.Settings with { ThreatProtection = true } }));
        (with["userPoolTier"], with["userPoolAddOns.advancedSecurityMode"]).ShouldBe(("PLUS", "ENFORCED"));
    }

    [Fact]
    public async Task The_load_balancer_gets_tokens_by_a_code_and_a_secret_for_a_short_time()
    {
        var client = (await PlanAsync(Args)).OfType("aws:cognito/userPoolClient:UserPoolClient").ShouldHaveSingleItem();
        client["userPoolId"].ShouldBe("v-users.id");
        client["generateSecret"].ShouldBe(true);
        client["allowedOauthFlowsUserPoolClient"].ShouldBe(true);
        client.List("allowedOauthFlows").ShouldBe(["code"]);
        client.List("allowedOauthScopes").ShouldBe(["openid", "email"]);
        client.List("callbackUrls").ShouldBe(["https://gallery.example.com/oauth2/idpresponse"]);
        client.List("logoutUrls").ShouldBe(["https://gallery.example.com/"]);
        client.List("supportedIdentityProviders").ShouldBe(["COGNITO"]);
        client.List("explicitAuthFlows").ShouldBe(["ALLOW_REFRESH_TOKEN_AUTH"]);
        client.List("writeAttributes").ShouldBe(["email"]);
        client["preventUserExistenceErrors"].ShouldBe("ENABLED");
        client["enableTokenRevocation"].ShouldBe(true);
        (client["accessTokenValidity"], client["tokenValidityUnits.accessToken"]).ShouldBe((15.0, "minutes"));

        // The session ends no later than what keeps it going.
        client["tokenValidityUnits.refreshToken"].ShouldBe("hours");
        client["refreshTokenValidity"].ShouldBe(Infra.Identity.Identity.Session.TotalHours);
    }

    [Fact]
    public async Task Its_pages_have_a_name_of_their_own()
    {
        Infra.Identity.Identity? identity = null;
        var plan = await Plan.OfAsync(() => identity = new Infra.Identity.Identity("v", Args));
        var domain = plan.OfType("aws:cognito/userPoolDomain:UserPoolDomain").ShouldHaveSingleItem();
        domain["userPoolId"].ShouldBe("v-users.id");
        domain["domain"].ShouldBe("v-v-users-domain-name.hex");
        (await OutputUtilities.GetValueAsync(identity!.Pages)).ShouldBe("https://v-${v-users-domain-name.hex}.auth.eu-central-1.amazoncognito.com");
        (await OutputUtilities.GetValueAsync(identity.Issuer)).ShouldBe("https://${v-users.endpoint}");
    }

    [Fact]
    public async Task The_setup_code_is_a_secret_and_its_digest_is_not()
    {
        SetupCode? setup = null;
        var plan = await Plan.OfAsync(() => setup = new SetupCode("v"));
        var code = plan.OfType("random:index/randomPassword:RandomPassword").ShouldHaveSingleItem();
        (code["length"], code["special"], code["upper"]).ShouldBe((26.0, false, false));
        (await Pulumi.Output.IsSecretAsync(setup!.Code)).ShouldBeTrue();
        (await Pulumi.Output.IsSecretAsync(setup.Sha256)).ShouldBeFalse();
        (await OutputUtilities.GetValueAsync(setup.Sha256)).ShouldMatch("^[0-9a-f]{64}$");
    }

    private static Task<Plan> PlanAsync(IdentityArgs args) => Plan.OfAsync(() => _ = new Infra.Identity.Identity("v", args));

    private static Declared Pool(Plan plan) => plan.OfType("aws:cognito/userPool:UserPool").ShouldHaveSingleItem();
}
