using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vignette.Gallery.Access;
using Vignette.Pipeline.Objects;
using Vignette.Schema;
using Vignette.Schema.Accounts;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Tests.Access;

/// <summary>
/// Every endpoint that there is, asked by everybody there can be for every kind of image: what is answered is what the rows
/// of <see cref="AccessRules"/> say. The endpoints are those of the running platform, so that a new one is in it.
/// </summary>
public sealed partial class AccessMatrixTest : IAsyncLifetime
{
    private const string Anybody = "anonymous", Expired = "expired token", Viewer = "victor", Owner = "ann", Other = "carl", Admin = "ada";

    private static readonly TokenScopes[] Scopes = [TokenScopes.Read, TokenScopes.Upload, TokenScopes.Annotate, TokenScopes.Admin];

    private readonly Dictionary<string, Asker> _askers = [];
    private TestGallery _gallery = null!;

    /// <summary>What an image is to who asks.</summary>
    private enum Picture
    {
        Absent,
        Private,
        Shared,
        Trashed,
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gallery = await TestGallery.StartAsync(workers: 0, signIn: SignInMode.Password);
        (string Name, Role Role)[] people = [(Viewer, Role.Viewer), (Owner, Role.Annotator), (Other, Role.Annotator), (Admin, Role.Admin)];
        _askers.Add(Anybody, new Asker(_gallery.Client(), null, IsPerson: false, TokenScopes.None));
        foreach (var (name, role) in people)
        {
            await _gallery.AddAccountAsync(name, role);
            _askers.Add(name, new Asker(await _gallery.SignInAsync(name), new Caller(name, role), IsPerson: true, TokenScopes.None));
        }

        var all = Scopes.Aggregate((one, other) => one | other);
        _askers.Add("token of the owner", await ByTokenAsync(Owner, Role.Annotator, all));
        foreach (var scope in Scopes)
        {
            _askers.Add($"token of the administrator for {scope}", await ByTokenAsync(Admin, Role.Admin, scope));
        }

        // Signing out would end the sessions that are asked with.
        _askers.Add(Expired, new Asker(_gallery.Client(await _gallery.CreateTokenAsync(Admin, all, TimeSpan.FromMilliseconds(1))), null, IsPerson: false, TokenScopes.None));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var asker in _askers.Values)
        {
            asker.Client.Dispose();
        }

        await _gallery.DisposeAsync();
    }

    [Fact]
    public void Every_endpoint_names_its_row() =>
        Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is null).Select(endpoint => endpoint.DisplayName).ShouldBeEmpty("each says .Allows(Right.…)");

    [Fact]
    public async Task Everybody_gets_what_the_rows_say_and_nothing_else()
    {
        var wrong = new List<string>();
        var asked = 0;
        foreach (var endpoint in Endpoints())
        {
            var (rule, path) = (endpoint.Metadata.GetMetadata<AccessRule>()!, endpoint.RoutePattern.RawText!);
            var namesPicture = path.Contains("{id", StringComparison.Ordinal);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                foreach (var (name, asker) in _askers)
                {
                    foreach (var picture in namesPicture ? Enum.GetValues<Picture>() : [Picture.Absent])
                    {
                        var status = await AskAsync(asker.Client, method, path, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0], picture);
                        asked++;
                        if (Expected(rule, asker, namesPicture ? picture : null) is var expected && !expected.Fits(status))
                        {
                            wrong.Add($"{method} {path} ({rule.Right}), {name}, {picture}: {(int)status}, not {expected}");
                        }
                    }
                }
            }
        }

        wrong.ShouldBeEmpty($"of {asked}");
        asked.ShouldBeGreaterThan(1000);
    }

    private List<RouteEndpoint> Endpoints() => [.. _gallery.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal)];

    private static Answer Expected(AccessRule rule, Asker asker, Picture? picture)
    {
        if (rule.Least is null)
        {
            return Answer.Allowed;
        }

        if (asker.Caller is not { } caller)
        {
            return Answer.Unknown;
        }

        var isForToken = rule.Scopes is { } scopes && (asker.Scopes & scopes) == scopes;
        if (caller.Role < rule.Least || !(asker.IsPerson || isForToken))
        {
            return Answer.Forbidden;
        }

        var owns = caller.Name == Owner || caller.Role == Role.Admin;
        return picture switch
        {
            null => Answer.Allowed,
            Picture.Absent => Answer.NotFound,
            Picture.Private or Picture.Trashed when !owns => Answer.NotFound,
            Picture.Shared when !owns && rule.Picture == PictureRule.Own => Answer.Forbidden,
            // Where something is in the trash, or not, is for the endpoint to say.
            _ => Answer.AllowedOrNotThere,
        };
    }

    private async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string path, string? contentType, Picture picture)
    {
        var id = picture == Picture.Absent ? ImageId.New(TimeProvider.System) : await AddAsync(picture);
        var address = Parameter().Replace(path, match => match.Groups[1].Value switch { "id" => id.ToString(), "name" => "gallery.css", "documentName" => "v1", _ => "x" });
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (method is not ("GET" or "HEAD"))
        {
            // No form has its token, so that what forms do is not done; what the rest does, is.
            request.Content = new StringContent("{}", Encoding.UTF8, contentType ?? "application/json");
        }

        // Events have no end.
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken);
        return response.StatusCode;
    }

    private async Task<ImageId> AddAsync(Picture picture)
    {
        var (uploads, stores) = (_gallery.Services.GetRequiredService<ImageUploads>(), _gallery.Services.GetRequiredService<ImageStores>());
        var id = ImageId.New(TimeProvider.System);
        var image = await uploads.BeginAsync(
            new NewImage(id, Owner, "a.jpg", $"originals/{id}.jpg", "image/jpeg") { Visibility = picture == Picture.Shared ? Visibility.Shared : Visibility.Private },
            CancellationToken);
        (await uploads.CompleteAsync(image.Id, new StoredOriginal("v1", 1, Sha256: null), CancellationToken)).ShouldBeTrue();
        if (picture == Picture.Trashed)
        {
            (await _gallery.Services.GetRequiredService<ImageRemovals>().TrashAsync(id, Owner, TimeProvider.System.GetUtcNow().AddDays(1), CancellationToken)).ShouldBeTrue();
        }

        return id;
    }

    private async Task<Asker> ByTokenAsync(string name, Role role, TokenScopes scopes) => new(_gallery.Client(await _gallery.CreateTokenAsync(name, scopes)), new Caller(name, role), IsPerson: false, scopes);

    [GeneratedRegex(@"\{([a-z]+)[^}]*\}", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();

    private sealed record Asker(HttpClient Client, Caller? Caller, bool IsPerson, TokenScopes Scopes);

    /// <summary>What an answer may be.</summary>
    private sealed record Answer(string Name, Func<HttpStatusCode, bool> Fits)
    {
        public static readonly Answer Unknown = new("401", status => status == HttpStatusCode.Unauthorized);

        public static readonly Answer Forbidden = new("403", status => status == HttpStatusCode.Forbidden);

        public static readonly Answer NotFound = new("404, or what says no more", status => status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);

        public static readonly Answer AllowedOrNotThere = new("anything that is no refusal", status => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError));

        public static readonly Answer Allowed = new("no refusal", status => AllowedOrNotThere.Fits(status) && status != HttpStatusCode.NotFound);

        public override string ToString() => Name;
    }
}
