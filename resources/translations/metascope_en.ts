<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>main</name>
    <message numerus="yes">
        <source>Staged changes of %n table(s) were kept. Open the table to restore them.</source>
        <translation>
            <numerusform>Staged changes of %n table were kept. Open it to restore them.</numerusform>
            <numerusform>Staged changes of %n tables were kept. Open them to restore them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ActivityDock</name>
    <message numerus="yes">
        <source>%n request(s) under way or waiting</source>
        <translation>
            <numerusform>%n request under way or waiting</numerusform>
            <numerusform>%n requests under way or waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::BackgroundLoader</name>
    <message numerus="yes">
        <source>Not open: %1 and %n more</source>
        <translation>
            <numerusform>Not open: %1 and %n more</numerusform>
            <numerusform>Not open: %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::BulkForm</name>
    <message numerus="yes">
        <source>%n field(s) selected</source>
        <translation>
            <numerusform>%n field selected</numerusform>
            <numerusform>%n fields selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ChosenTargets</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::Commands</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ConflictPage</name>
    <message numerus="yes">
        <source>%n field(s) left to decide.</source>
        <translation>
            <numerusform>%n field left to decide.</numerusform>
            <numerusform>%n fields left to decide.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ConnectPage</name>
    <message numerus="yes">
        <source>%1&apos;s token reaches %n instance(s). Pick those to connect to; the token is sent to no other.</source>
        <translation>
            <numerusform>%1&apos;s token reaches %n instance. Pick it to connect to it; the token is sent to no other.</numerusform>
            <numerusform>%1&apos;s token reaches %n instances. Pick those to connect to; the token is sent to no other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Signed in as %1, whose token reaches %n instance(s). Pick those to connect to; the token is sent to no other.</source>
        <translation>
            <numerusform>Signed in as %1, whose token reaches %n instance. Pick it to connect to it; the token is sent to no other.</numerusform>
            <numerusform>Signed in as %1, whose token reaches %n instances. Pick those to connect to; the token is sent to no other.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::CoverageBar</name>
    <message numerus="yes">
        <source>The texts of all %n object(s) that are known are indexed.</source>
        <translation>
            <numerusform>The texts of the one object that is known are indexed.</numerusform>
            <numerusform>The texts of all %n objects that are known are indexed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ExpiryNotice</name>
    <message numerus="yes">
        <source>%n access token(s) end within 48 hours.</source>
        <translation>
            <numerusform>%n access token ends within 48 hours.</numerusform>
            <numerusform>%n access tokens end within 48 hours.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ExplorerDock</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are gone</source>
        <translation>
            <numerusform>%n is gone</numerusform>
            <numerusform>%n are gone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ExplorerFailures</name>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ExplorerFilter</name>
    <message numerus="yes">
        <source>%n of %1 known names</source>
        <translation>
            <numerusform>%n of %1 known names</numerusform>
            <numerusform>%n of %1 known names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ExplorerProxy</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gone</source>
        <translation>
            <numerusform>%n gone</numerusform>
            <numerusform>%n gone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::FactsView</name>
    <message numerus="yes">
        <source>%n entry(s) could not be read as an input.</source>
        <translation>
            <numerusform>%n entry could not be read as an input.</numerusform>
            <numerusform>%n entries could not be read as inputs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) could not be understood: shown as written.</source>
        <translation>
            <numerusform>%n line could not be understood: shown as written.</numerusform>
            <numerusform>%n lines could not be understood: shown as written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::FindDock</name>
    <message numerus="yes">
        <source>%n object(s) could not be read: the token does not allow it, or they are gone.</source>
        <translation>
            <numerusform>%n object could not be read: the token does not allow it, or it is gone.</numerusform>
            <numerusform>%n objects could not be read: the token does not allow it, or they are gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::FindModel</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::GroupPage</name>
    <message numerus="yes">
        <source>%n endpoint(s)</source>
        <translation>
            <numerusform>%n endpoint</numerusform>
            <numerusform>%n endpoints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::HarDialog</name>
    <message numerus="yes">
        <source>%n request(s), as the list shows them, are written as an HTTP Archive (HAR 1.2), with their addresses and headers.</source>
        <translation>
            <numerusform>%n request, as the list shows it, is written as an HTTP Archive (HAR 1.2), with its address and headers.</numerusform>
            <numerusform>%n requests, as the list shows them, are written as an HTTP Archive (HAR 1.2), with their addresses and headers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::HistoryPage</name>
    <message numerus="yes">
        <source>Read %n run(s)</source>
        <translation>
            <numerusform>Read %n run</numerusform>
            <numerusform>Read %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) loaded</source>
        <translation>
            <numerusform>%n run loaded</numerusform>
            <numerusform>%n runs loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ImportPage</name>
    <message numerus="yes">
        <source>Import %n Profile(s)</source>
        <translation>
            <numerusform>Import %n Profile</numerusform>
            <numerusform>Import %n Profiles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s) imported.</source>
        <translation>
            <numerusform>%n profile imported.</numerusform>
            <numerusform>%n profiles imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be.</source>
        <translation>
            <numerusform>%n could not be.</numerusform>
            <numerusform>%n could not be.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::InspectorController</name>
    <message numerus="yes">
        <source>What %n table(s) use is not known: the list has no schemas. Reading them takes %1.</source>
        <translation>
            <numerusform>What %n table uses is not known: the list has no schemas. Reading it takes %1.</numerusform>
            <numerusform>What %n tables use is not known: the list has no schemas. Reading them takes %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Texts of %n object(s) are not indexed: Find in Workspace can fetch them.</source>
        <translation>
            <numerusform>Texts of %n object are not indexed: Find in Workspace can fetch them.</numerusform>
            <numerusform>Texts of %n objects are not indexed: Find in Workspace can fetch them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::InstanceDesk</name>
    <message numerus="yes">
        <source>Copied; what %n object(s) are called by is too long for a link, which leads to their list.</source>
        <translation>
            <numerusform>Copied; what %n object is called by is too long for a link, which leads to its list.</numerusform>
            <numerusform>Copied; what %n objects are called by is too long for links, which lead to their lists.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::InstanceRegistry</name>
    <message numerus="yes">
        <source>%n instance(s) of the list could not be understood; the whole list was kept as “%1”</source>
        <translation>
            <numerusform>%n instance of the list could not be understood; the whole list was kept as “%1”</numerusform>
            <numerusform>%n instances of the list could not be understood; the whole list was kept as “%1”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::JournalWindow</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were written to %1.</source>
        <translation>
            <numerusform>%n change was written to %1.</numerusform>
            <numerusform>%n changes were written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::JsonTreeModel</name>
    <message numerus="yes">
        <source>{%n member(s)}</source>
        <translation>
            <numerusform>{%n member}</numerusform>
            <numerusform>{%n members}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>[%n element(s)]</source>
        <translation>
            <numerusform>[%n element]</numerusform>
            <numerusform>[%n elements]</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::KindButton</name>
    <message numerus="yes">
        <source>%n kind(s)</source>
        <translation>
            <numerusform>%n kind</numerusform>
            <numerusform>%n kinds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::MainWindow</name>
    <message numerus="yes">
        <source>%n change(s) to %1 are kept as a draft.</source>
        <translation>
            <numerusform>%n change to %1 is kept as a draft.</numerusform>
            <numerusform>%n changes to %1 are kept as a draft.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::NetworkLogDock</name>
    <message numerus="yes">
        <source>Paused, %n request(s) came meanwhile</source>
        <translation>
            <numerusform>Paused, %n request came meanwhile</numerusform>
            <numerusform>Paused, %n requests came meanwhile</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were written to %1.</source>
        <translation>
            <numerusform>%n request was written to %1.</numerusform>
            <numerusform>%n requests were written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::OverviewPage</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Load the Other Lists (%n request(s))</source>
        <translation>
            <numerusform>Load the Other List (%n request)</numerusform>
            <numerusform>Load the Other Lists (%n requests)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Among the %n object(s) that are known.</source>
        <translation>
            <numerusform>Among the %n object that is known.</numerusform>
            <numerusform>Among the %n objects that are known.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::Palette</name>
    <message numerus="yes">
        <source>Not loaded, so not searched: %1; and %n more.</source>
        <translation>
            <numerusform>Not loaded, so not searched: %1; and %n more.</numerusform>
            <numerusform>Not loaded, so not searched: %1; and %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::PaletteContent</name>
    <message numerus="yes">
        <source>%n command(s)</source>
        <translation>
            <numerusform>%n command</numerusform>
            <numerusform>%n commands</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %Ln match(es)</source>
        <translation>
            <numerusform>The best %1 of %Ln match</numerusform>
            <numerusform>The best %1 of %Ln matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln match(es)</source>
        <translation>
            <numerusform>%Ln match</numerusform>
            <numerusform>%Ln matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::PasteDialog</name>
    <message numerus="yes">
        <source>Add %n Field(s)</source>
        <translation>
            <numerusform>Add %n Field</numerusform>
            <numerusform>Add %n Fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::PlainTokensBox</name>
    <message numerus="yes">
        <source>Remove %n Token(s)</source>
        <translation>
            <numerusform>Remove %n Token</numerusform>
            <numerusform>Remove %n Tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One of these tokens stands %n more time(s) in this file, in a comment or under another key. That is not removed.</source>
        <translation>
            <numerusform>One of these tokens stands once more in this file, in a comment or under another key. That is not removed.</numerusform>
            <numerusform>These tokens stand %n more times in this file, in comments or under other keys. That is not removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ProblemsController</name>
    <message numerus="yes">
        <source>%n table(s) more are to be opened for it: fix those afterwards.</source>
        <translation>
            <numerusform>%n more table has to be opened for it: fix that one afterwards.</numerusform>
            <numerusform>%n more tables have to be opened for it: fix those afterwards.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ProblemsPane</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s)</source>
        <translation>
            <numerusform>%n hint</numerusform>
            <numerusform>%n hints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s) could not be read: the token does not allow it, or they are gone.</source>
        <translation>
            <numerusform>%n table could not be read: the token does not allow it, or it is gone.</numerusform>
            <numerusform>%n tables could not be read: the token does not allow it, or they are gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stages %n fix(es)</source>
        <translation>
            <numerusform>Stages %n fix</numerusform>
            <numerusform>Stages %n fixes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::RateLimiter</name>
    <message numerus="yes">
        <source>the plan allows %n request(s) in %1</source>
        <translation>
            <numerusform>the plan allows %n request in %1</numerusform>
            <numerusform>the plan allows %n requests in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) wait</source>
        <translation>
            <numerusform>%n request waits</numerusform>
            <numerusform>%n requests wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %1 of %n request(s) left (counted here)</source>
        <translation>
            <numerusform>about %1 of %n request left (counted here)</numerusform>
            <numerusform>about %1 of %n requests left (counted here)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::References</name>
    <message numerus="yes">
        <source>lines %1 and %n more</source>
        <translation>
            <numerusform>lines %1 and %n more</numerusform>
            <numerusform>lines %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::ReviewPage</name>
    <message numerus="yes">
        <source>Review %n change(s) to %1</source>
        <translation>
            <numerusform>Review %n change to %1</numerusform>
            <numerusform>Review %n changes to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The plan&apos;s request limit is reached: the step was not done. Continue in %n second(s).</source>
        <translation>
            <numerusform>The plan&apos;s request limit is reached: the step was not done. Continue in %n second.</numerusform>
            <numerusform>The plan&apos;s request limit is reached: the step was not done. Continue in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::RulesButton</name>
    <message numerus="yes">
        <source>%n Rule(s) Off</source>
        <translation>
            <numerusform>%n Rule Off</numerusform>
            <numerusform>%n Rules Off</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::SchemaCoverage</name>
    <message numerus="yes">
        <source>Of %n table(s) the indexes are not known before they are opened.</source>
        <translation>
            <numerusform>Of %n table the indexes are not known before it is opened.</numerusform>
            <numerusform>Of %n tables the indexes are not known before they are opened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s) more are left out.</source>
        <translation>
            <numerusform>%n more hint is left out.</numerusform>
            <numerusform>%n more hints are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::SchemaDocument</name>
    <message numerus="yes">
        <source>Change %1 of %n Field(s)</source>
        <translation>
            <numerusform>Change %1 of %n Field</numerusform>
            <numerusform>Change %1 of %n Fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n Field(s)</source>
        <translation>
            <numerusform>Remove %n Field</numerusform>
            <numerusform>Remove %n Fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Revert %n Field(s)</source>
        <translation>
            <numerusform>Revert %n Field</numerusform>
            <numerusform>Revert %n Fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n Field(s)</source>
        <translation>
            <numerusform>Add %n Field</numerusform>
            <numerusform>Add %n Fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::TableEditor</name>
    <message numerus="yes">
        <source>Fix %n Problem(s)</source>
        <translation>
            <numerusform>Fix %n Problem</numerusform>
            <numerusform>Fix %n Problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Staged %n fix(es) of %1.</source>
        <translation>
            <numerusform>Staged %n fix of %1.</numerusform>
            <numerusform>Staged %n fixes of %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::TextFetch</name>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::TokenModel</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>metascope::WriteGate</name>
    <message numerus="yes">
        <source>the list that was read holds %n entry(s) that this would leave out, and with them their data</source>
        <translation>
            <numerusform>the list that was read holds %n entry that this would leave out, and with it its data</numerusform>
            <numerusform>the list that was read holds %n entries that this would leave out, and with them their data</numerusform>
        </translation>
    </message>
</context>
</TS>
