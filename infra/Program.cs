using Pulumi;
using Vignette.Infra;

return await Deployment.RunAsync<PlatformStack>();
