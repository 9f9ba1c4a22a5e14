using System.Net;
using System.Net.Sockets;
using Vignette.Cli.Doctor;
using Vignette.Cli.Doctor.Checks;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Doctor;

public sealed class MachineCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_port_is_free_or_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        (await new PortCheck(port).LookAsync(CancellationToken)).ToString().ShouldStartWith($"problem  Port: {port} cannot be listened on: ");
        listener.Stop();
        (await new PortCheck(port).LookAsync(CancellationToken)).ToString().ShouldBe($"ok       Port: {port} is free.");
    }

    [Fact]
    public async Task Libvips_loads_where_the_tests_run() => (await new LibvipsCheck().LookAsync(CancellationToken)).Outcome.ShouldBe(Outcome.Ok);

    [Fact]
    public async Task A_folder_that_is_yet_to_be_made_has_the_room_of_the_one_it_will_be_in()
    {
        var path = _folder.File("a/b/c");
        (await new DataFolderCheck(path).LookAsync(CancellationToken)).Message.ShouldMatch("^" + path + " has [0-9.]+ GiB left\\.$");
        Directory.Exists(_folder.File("a")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("config:\n  vignette:region: eu-central-1\n  vignette:captions: offline", "ok       Settings: Pulumi.mine.yaml has what is needed.")]
    [InlineData("config:\n  vignette:captions: offline", "problem  Settings: Pulumi.mine.yaml sets no region. pulumi config set region REGION")]
    [InlineData("encryptionsalt: x", "problem  Settings: Pulumi.mine.yaml sets no region. pulumi config set region REGION")]
    [InlineData("config:\n  vignette:region: eu-central-1\n  vignette:captions: gemini", "problem  Settings: Captions are the model's, and its key is not set. pulumi config set --secret geminiApiKey")]
    [InlineData("config:\n  vignette:region: eu-central-1\n  vignette:captions: gemini\n  vignette:geminiApiKey:\n    secure: abc", "ok       Settings: Pulumi.mine.yaml has what is needed.")]
    [InlineData("config:\n  vignette:region: eu-central-1\n  vignette:administrators: [me@here.org, you@example.com]", "problem  Settings: The example's own: administrators. pulumi config set --path 'vignette:administrators[0]' YOURS")]
    [InlineData("config:\n  vignette:region: eu-central-1\n  vignette:alarmEmail: you@example.com\n  vignette:domain: gallery.example.com", "problem  Settings: The example's own: alarmEmail, domain. pulumi config set alarmEmail YOURS; pulumi config set domain YOURS")]
    public async Task Settings_are_somebodys_own_and_enough(string yaml, string finding)
    {
        File.WriteAllText(_folder.File("Pulumi.mine.yaml"), yaml);
        (await new SettingsCheck(StackSettings.Read(_folder.Path, "mine")).LookAsync(CancellationToken)).ToString().ShouldBe(finding);
    }

    [Fact]
    public void A_stack_that_is_not_there_is_said_to_be_so_with_those_that_are()
    {
        File.WriteAllText(_folder.File("Pulumi.one.yaml"), "");
        File.WriteAllText(_folder.File("Pulumi.other.yaml"), "");
        Should.Throw<DoctorFault>(() => StackSettings.Read(_folder.Path, "third")).Message.ShouldBe($"There is no Pulumi.third.yaml in {_folder.Path}. What can be looked at: local, one, other.");
    }

    [Fact]
    public void A_stack_file_that_is_damaged_is_said_to_be_so()
    {
        File.WriteAllText(_folder.File("Pulumi.mine.yaml"), "config: [");
        Should.Throw<DoctorFault>(() => StackSettings.Read(_folder.Path, "mine")).Message.ShouldStartWith(_folder.File("Pulumi.mine.yaml") + " cannot be read: ");
    }

    [Fact]
    public async Task A_check_that_fails_itself_is_a_finding_too() => (await new Checkup(TimeSpan.FromMinutes(1), TimeProvider.System).LookAsync([new Broken()], CancellationToken))
        .ShouldHaveSingleItem().ToString().ShouldBe("problem  Broken: This could not be looked at: It broke. Please report it.");

    [Fact]
    public async Task A_check_that_hears_nothing_is_left_alone()
    {
        var time = new ManualTimeProvider();
        var deaf = new Deaf();
        var looking = new Checkup(TimeSpan.FromSeconds(30), time).LookAsync([deaf], CancellationToken);
        await deaf.Started.Task.WaitAsync(CancellationToken);
        time.Advance(TimeSpan.FromSeconds(31));
        (await looking).ShouldHaveSingleItem().ToString().ShouldStartWith("problem  Deaf: No answer within 30 seconds. ");
    }

    private sealed class Broken : ICheck
    {
        public string Name => "Broken";

        public Task<Finding> LookAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It broke.");
    }

    private sealed class Deaf : ICheck
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "Deaf";

        public Task<Finding> LookAsync(CancellationToken cancellationToken)
        {
            Started.SetResult();
            return new TaskCompletionSource<Finding>().Task;
        }
    }
}
