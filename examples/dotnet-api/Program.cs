var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "hello");
app.MapGet("/health", () => Results.Ok());
app.Run();
