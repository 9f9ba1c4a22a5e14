using System.Text.Json.Serialization;
using Vignette.Gallery.Live;
using Vignette.Schema;
using Vignette.Schema.Catalog;

namespace Vignette.Gallery.Apis.Contracts;

/// <summary>How the gallery's types are written as JSON: camelCase, what is null stays.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LowerCaseEnum<TaskState>), typeof(LowerCaseEnum<TaskKind>), typeof(LowerCaseEnum<CaptionOrigin>), typeof(LowerCaseEnum<ReviewState>), typeof(LowerCaseEnum<PublicationState>), typeof(LowerCaseEnum<BulkAction>), typeof(LowerCaseEnum<BulkOutcome>)])]
[JsonSerializable(typeof(AnnotationDocument))]
[JsonSerializable(typeof(AnnotationInput))]
[JsonSerializable(typeof(BulkReply))]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(ImageCount))]
[JsonSerializable(typeof(ImageEvent))]
[JsonSerializable(typeof(ImageFacets))]
[JsonSerializable(typeof(ImageIds))]
[JsonSerializable(typeof(ImageList))]
[JsonSerializable(typeof(ImagePatch))]
[JsonSerializable(typeof(ImageStatus))]
[JsonSerializable(typeof(ImageStatusNotFound))]
[JsonSerializable(typeof(ImageWithDetails))]
[JsonSerializable(typeof(ImportLine))]
[JsonSerializable(typeof(KnownReply))]
[JsonSerializable(typeof(KnownRequest))]
[JsonSerializable(typeof(LabelList))]
[JsonSerializable(typeof(Liveness))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(RetryReply))]
[JsonSerializable(typeof(TrashList))]
[JsonSerializable(typeof(TrashReply))]
[JsonSerializable(typeof(UploadAnnouncement))]
[JsonSerializable(typeof(UploadReply))]
[JsonSerializable(typeof(UploadTicket))]
internal sealed partial class GalleryJson : JsonSerializerContext;
