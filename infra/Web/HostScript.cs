using System.Text.Json;
using Tier = Vignette.Pipeline.Hosting.WebTier;

namespace Vignette.Infra.Web;

/// <summary>
/// What a host does when it first starts: it installs Docker from Amazon Linux's own repositories, and has systemd run the
/// gallery's image. There is no secret in it: whoever may look at the host's user data reads it.
/// </summary>
internal sealed record HostScript
{
    /// <summary>What systemd and Docker call the gallery.</summary>
    public const string Service = "vignette-web";

    /// <summary>Longer than the gallery takes to finish its requests: as long as the load balancer waits for them.</summary>
    private static readonly int StopSeconds = (int)Tier.DeregistrationDelay.TotalSeconds;

    /// <summary>By its digest.</summary>
    public required string Image { get; init; }

    public required string Region { get; init; }

    /// <summary>The log group's name. Each host has a stream in it, which is called as the host is.</summary>
    public required string LogGroup { get; init; }

    /// <summary>The gallery's environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    private string DockerConfiguration => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["credHelpers"] = new Dictionary<string, string> { [Image.Split('/')[0]] = "ecr-login" },
    });

    private string EnvironmentLines => string.Join('\n', Environment
        .OrderBy(variable => variable.Key, StringComparer.Ordinal)
        .Select(variable => $"{variable.Key}={OneLine(variable.Key, variable.Value)}"));

    /// <summary>The script, for cloud-init.</summary>
    /// <exception cref="ArgumentException">A value of the environment has more than one line.</exception>
    public override string ToString() => $$"""
        #!/bin/bash
        set -euo pipefail
        dnf install --assumeyes docker amazon-ecr-credential-helper
        install --directory --mode 0700 /etc/vignette
        cat >/etc/vignette/web.env <<'END'
        {{EnvironmentLines}}
        END
        cat >/etc/vignette/config.json <<'END'
        {{DockerConfiguration}}
        END
        echo "INSTANCE_ID=$(cat /var/lib/cloud/data/instance-id)" >/etc/vignette/host.env
        cat >/etc/systemd/system/{{Service}}.service <<'END'
        [Unit]
        Description=Vignette's gallery
        Wants=network-online.target
        Requires=docker.service
        After=network-online.target docker.service
        StartLimitIntervalSec=0

        [Service]
        Environment=HOME=/root DOCKER_CONFIG=/etc/vignette
        EnvironmentFile=/etc/vignette/host.env
        ExecStartPre=-/usr/bin/docker rm --force {{Service}}
        ExecStart=/usr/bin/docker run --rm --name {{Service}} \
            --network host \
            --env-file /etc/vignette/web.env \
            --user 1654:1654 \
            --read-only --tmpfs /tmp:rw,noexec,nosuid,nodev,size=64m \
            --cap-drop ALL --security-opt no-new-privileges --pids-limit 1024 \
            --stop-timeout {{StopSeconds}} \
            --log-driver awslogs \
            --log-opt awslogs-region={{Region}} --log-opt awslogs-group={{LogGroup}} --log-opt awslogs-stream=${INSTANCE_ID} \
            --log-opt mode=non-blocking --log-opt max-buffer-size=4m \
            {{Image}}
        ExecStop=/usr/bin/docker stop {{Service}}
        TimeoutStopSec={{StopSeconds + 10}}
        Restart=always
        RestartSec=5

        [Install]
        WantedBy=multi-user.target
        END
        systemctl daemon-reload
        systemctl enable --now docker {{Service}}

        """.ReplaceLineEndings("\n");

    private static string OneLine(string name, string value) =>
        value.Contains('\n', StringComparison.Ordinal) ? throw new ArgumentException($"{name} has more than one line.", nameof(value)) : value;
}
