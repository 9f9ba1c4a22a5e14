using System.Text.Json;
using Vignette.Planning.Reports;
using Vignette.Planning.Tests.Rig;

namespace Vignette.Planning.Tests.Reports;

public sealed class PlanReportTests
{
    private static readonly Plan Plan = new(
        "dev",
        [
            Plans.Resource("vignette-network", type: "vignette:infra:Network"),
            Plans.Resource("vignette-vpc", parent: "vignette-network", type: "aws:ec2/vpc:Vpc"),
            Plans.Resource("vignette-subnets", parent: "vignette-network", type: "vignette:infra:Subnets"),
            Plans.Resource("vignette-subnet", """{ "vpcId": "${vignette-vpc.id}" }""", "vignette-subnets", "aws:ec2/subnet:Subnet"),
            Plans.Resource("vignette-database", type: "vignette:infra:Database"),
            Plans.Resource("vignette-instance", """{ "subnet": "${vignette-subnet.id}", "vpc": "${vignette-vpc.id}" }""", "vignette-database", "aws:rds/instance:Instance"),
            Plans.Resource("vignette-aws", type: "pulumi:providers:aws"),
        ],
        [KeyValuePair.Create("host", JsonElement.Parse("\"${vignette-instance.address}\"")), KeyValuePair.Create("count", JsonElement.Parse("2"))],
        []);

    [Fact]
    public void It_says_what_is_there_and_what_needs_what() => PlanReport.Write(Plan, [new ComponentDiagram(), new ComponentCounts(), new TypeCounts(), new StackOutputs()]).ShouldBe(
        """
        # What `dev` deploys

        4 resources in 3 components. Written by `./dev plan`; `dev.json` has each with all that it is declared with.

        ## Diagram

        ```mermaid
        flowchart LR
          vignette_database["vignette-database<br>1 resource"]
          vignette_network["vignette-network<br>2 resources"]
          vignette_database --> vignette_network
        ```

        ## Components

        | component | | resources |
        |---|---|--:|
        | vignette-database | Database | 1 |
        | vignette-network | Network | 2 |
        | &emsp;vignette-subnets | Subnets | 1 |

        ## Resources by type

        | type | resources |
        |---|--:|
        | `aws:ec2/subnet:Subnet` | 1 |
        | `aws:ec2/vpc:Vpc` | 1 |
        | `aws:rds/instance:Instance` | 1 |
        | `pulumi:providers:aws` | 1 |

        ## Outputs

        | output | value |
        |---|---|
        | count | `2` |
        | host | `${vignette-instance.address}` |

        """);

    [Fact]
    public void A_section_that_has_nothing_to_say_has_no_heading() =>
        PlanReport.Write(Plans.Of(), [new ComponentDiagram(), new StackOutputs()]).ShouldNotContain("##");

    [Fact]
    public void Others_add_sections_of_their_own() =>
        PlanReport.Write(Plan, [new Remark()]).ShouldEndWith("declared with.\n\n## Remark\n\ndev is fine.\n");

    private sealed class Remark : IReportSection
    {
        public string Heading => "Remark";

        public IEnumerable<string> Lines(Plan plan) => [$"{plan.Stack} is fine."];
    }
}
